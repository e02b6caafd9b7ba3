import type { Tag } from "@aws-sdk/client-s3";
import * as errors from "./errors.ts";
import { BUCKET_TAGS, OBJECT_TAGS } from "./limits.ts";

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Recorded: one sentence for each way of setting tags. */
const SYSTEM_TAG = {
  object: "Your TagKey cannot be prefixed with aws:",
  bucket: "System tags cannot be added/updated by requester",
  "new-bucket":
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
};

/** Checks a tag set and makes it a map. */
export function readTags(tagSet: Tag[] | undefined, kind: "object" | "bucket" | "new-bucket"): Map<string, string> {
  const tags = new Map<string, string>();
  for (const { Key: TagKey = "", Value: TagValue = "" } of tagSet ?? []) {
    if (!TagKey || TagKey.length > 128 || !TAG_TEXT.test(TagKey))
      throw errors.invalidTag("The TagKey you have provided is invalid", { TagKey });
    if (TagValue.length > 256 || !TAG_TEXT.test(TagValue))
      throw errors.invalidTag("The TagValue you have provided is invalid", { TagKey, TagValue });
    if (tags.has(TagKey)) throw errors.invalidTag("Cannot provide multiple Tags with the same key", { TagKey });
    if (TagKey.startsWith("aws:")) throw errors.invalidTag(SYSTEM_TAG[kind], { TagKey });
    tags.set(TagKey, TagValue);
  }
  if (tags.size > (kind === "object" ? OBJECT_TAGS : BUCKET_TAGS))
    throw errors.invalidTag(
      kind === "object" ? "Object tags cannot be greater than 10" : "Bucket tag count cannot be greater than 50",
    );
  return tags;
}

/** Reads the x-amz-tagging header: `key=value&key2=value2`, URL-encoded. */
export function parseTagging(header: string | undefined): Map<string, string> {
  const pairs = [...new URLSearchParams(header ?? "")];
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length)
    throw errors.invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  return readTags(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    "object",
  );
}

export function tagSet(tags: Map<string, string>): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** s3:RequestObjectTag/<key> and s3:RequestObjectTagKeys, where a request sets tags. */
export function requestTagConditions(tags: Iterable<[string, string]>): Record<string, string | string[]> {
  const pairs = [...tags];
  if (!pairs.length) return {};
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
    "s3:RequestObjectTagKeys": pairs.map(([key]) => key),
  };
}
