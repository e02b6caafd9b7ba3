import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { Principal, RoleSession } from "../../core/principal.ts";
import * as errors from "./errors.ts";

/**
 * Tags that a session hands on when it assumes another role. Principals are kept by the credentials of their session, so they are
 * the session's identity, and a forgotten session takes its entry along.
 */
const transitive = new WeakMap<Principal, Record<string, string>>();

export function markTransitive(session: RoleSession, keys: string[], inherited: Record<string, string>): void {
  const chosen = Object.entries(session.sessionTags).filter(([key]) => isAmong(key, keys));
  const handedOn = { ...inherited, ...Object.fromEntries(chosen) };
  if (Object.keys(handedOn).length) transitive.set(session, handedOn);
}

export function transitiveTagsOf(caller: Principal): Record<string, string> {
  return transitive.get(caller) ?? {};
}

const isAmong = (key: string, keys: string[]) => keys.some((other) => other.toLowerCase() === key.toLowerCase());

/** The tags of the new session: those of the request and the transitive ones of the caller's session. */
export function readSessionTags(
  { Tags = [], TransitiveTagKeys = [] }: AssumeRoleCommandInput,
  inherited: Record<string, string>,
): Record<string, string> {
  const keys = Tags.map(({ Key }) => Key!);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length)
    throw errors.invalidParameterValue("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  if (!TransitiveTagKeys.every((key) => isAmong(key, keys)))
    throw errors.invalidParameterValue("The specified transitive tag key must be included in the requested tags.");
  if (keys.some((key) => isAmong(key, Object.keys(inherited))))
    throw errors.invalidParameterValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  return { ...inherited, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key!, Value!])) };
}
