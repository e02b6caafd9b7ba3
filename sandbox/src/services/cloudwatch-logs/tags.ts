import * as errors from "./errors.ts";
import { TAGS_PER_GROUP } from "./limits.ts";
import type { LogGroup } from "./log-group.ts";

/** Condition keys of a request that sets tags. */
export function tagConditions(tags: Record<string, string> | undefined): Record<string, string | string[]> | undefined {
  if (!tags || !Object.keys(tags).length) return undefined;
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    "aws:TagKeys": Object.keys(tags),
  };
}

export function addTags(group: LogGroup, tags: Record<string, string>): void {
  for (const key of Object.keys(tags))
    if (/^aws:/i.test(key)) throw errors.invalidParameter("Tag keys starting with aws: are reserved for AWS use.");
  const merged = new Map([...group.tags, ...Object.entries(tags)]);
  if (merged.size > TAGS_PER_GROUP) throw errors.tooManyTags();
  group.tags = merged;
}
