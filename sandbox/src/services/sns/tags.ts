import type { Tag } from "@aws-sdk/client-sns";
import { invalidParameter } from "./errors.ts";
import type { Topic } from "./topic.ts";

/** Recorded in test_tags. */
export function checkTags(tags: readonly Tag[]): void {
  const keys = tags.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw invalidParameter("Duplicated keys are not allowed.");
}

export function addTags({ tags }: Topic, added: readonly Tag[]): void {
  for (const { Key, Value } of added) tags.set(Key!, Value!);
}

/** The condition keys of a request that sets tags. */
export function tagConditions(tags: readonly Tag[] | undefined): Record<string, string | string[]> {
  if (!tags?.length) return {};
  return {
    "aws:TagKeys": tags.map(({ Key }) => Key!),
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value!])),
  };
}
