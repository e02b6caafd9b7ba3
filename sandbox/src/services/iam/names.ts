import type { Tag } from "@aws-sdk/client-iam";
import { TAGS_PER_ENTITY } from "./limits.ts";
import * as errors from "./errors.ts";

/** Checks a value as AWS's model does; `member` is the name in the message, in lower camel case. */
function checkText(value: string, member: string, pattern: string, maxLength: number): void {
  const faults: string[] = [];
  if (!new RegExp(`^(?:${pattern})$`, "u").test(value))
    faults.push(
      `Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    );
  if (value.length > maxLength)
    faults.push(
      `Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${maxLength}`,
    );
  if (faults.length)
    throw errors.validationError(
      `${faults.length} validation error${faults.length > 1 ? "s" : ""} detected: ${faults.join("; ")}`,
    );
}

const NAME = "[\\w+=,.@-]+";

export const checkRoleName = (name: string) => checkText(name, "roleName", NAME, 64);
export const checkUserName = (name: string) => checkText(name, "userName", NAME, 64);
export const checkGroupName = (name: string) => checkText(name, "groupName", NAME, 128);
export const checkPolicyName = (name: string) => checkText(name, "policyName", NAME, 128);
export const checkInstanceProfileName = (name: string) => checkText(name, "instanceProfileName", NAME, 128);

/** The path of a new entity, default "/". */
export function readPath(path: string | undefined): string {
  if (path === undefined) return "/";
  checkText(path, "path", "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)", 512);
  return path;
}

/** Adds tags; keys are unique without regard to case. */
export function addTags(tags: Map<string, string>, added: Tag[] | undefined): void {
  const keys = (added ?? []).map(({ Key }) => Key!.toLowerCase());
  if (new Set(keys).size < keys.length)
    throw errors.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  for (const { Key, Value } of added ?? []) {
    if (Key!.startsWith("aws:"))
      throw errors.invalidInput("One or more tags have an invalid key: keys must not start with 'aws:'.");
    const present = [...tags.keys()].find((key) => key.toLowerCase() === Key!.toLowerCase());
    tags.set(present ?? Key!, Value ?? "");
  }
  if (tags.size > TAGS_PER_ENTITY) throw errors.quotaExceeded("TagsPerResource", TAGS_PER_ENTITY);
}

export function removeTags(tags: Map<string, string>, keys: string[] | undefined): void {
  const removed = new Set(keys?.map((key) => key.toLowerCase()));
  for (const key of tags.keys()) if (removed.has(key.toLowerCase())) tags.delete(key);
}
