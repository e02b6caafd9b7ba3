import type { Tag } from "@aws-sdk/client-dynamodb";
import { validation } from "./errors.ts";
import { TAGS } from "./limits.ts";

/** Throws AWS's errors for tags that it does not take. */
export function checkTags(tags: Tag[]): void {
  const seen = new Set<string>();
  for (const { Key: key = "", Value: value } of tags) {
    if (!key || key.length > 128) throw validation(`The Tag Key provided is invalid, Key: ${key}`);
    if (value === undefined || value.length > 256)
      throw validation(`The Tag Value provided is invalid, Value: ${value ?? "null"}`);
    if (key.toLowerCase().startsWith("aws:")) throw validation(`Tag Key cannot be prefixed with aws:, Key: ${key}`);
    if (seen.has(key)) throw validation(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`);
    seen.add(key);
  }
  if (tags.length > TAGS) throw validation("Number of Tags exceed the current limit for the provided ResourceArn");
}

/** `added` over `current`; a key that exists gets the new value in its place. */
export function mergeTags(current: Tag[], added: Tag[]): Tag[] {
  const merged = new Map(current.map((tag) => [tag.Key!, tag]));
  for (const tag of added) merged.set(tag.Key!, tag);
  return [...merged.values()];
}
