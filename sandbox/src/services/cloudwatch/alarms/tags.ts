import { validation } from "../errors.ts";
import { MAX_TAGS } from "../limits.ts";

export interface Tag {
  Key: string | undefined;
  Value: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html (2026-11-21) */
export function addTags(tags: Map<string, string>, added: readonly Tag[]): void {
  for (const { Key: key = "", Value: value = "" } of added)
    if (!key || key.length > 128 || value.length > 256 || /^aws:/i.test(key))
      throw validation(
        `The tag ${key} is not valid: keys have 1 to 128 characters and do not begin with aws:, values at most 256.`,
      );
  const keys = new Set([...tags.keys(), ...added.map(({ Key }) => Key!)]);
  if (keys.size > MAX_TAGS) throw validation(`A resource may have at most ${MAX_TAGS} tags.`);
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
