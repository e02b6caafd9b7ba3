import { invalidParameter } from "./errors.ts";
import { MAX_TAGS } from "./limits.ts";
import type { Queue } from "./queue.ts";

/** Rules of https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html (2026-11). */
export function addTags(queue: Queue, tags: Record<string, string>): void {
  for (const [key, value] of Object.entries(tags)) {
    if (!key || key.length > 128 || value.length > 256 || /^aws:/i.test(key))
      throw invalidParameter(
        `Tag keys must be between 1 and 128 characters in length, must not begin with aws:, and values at most 256 characters.`,
      );
  }
  const keys = new Set([...queue.tags.keys(), ...Object.keys(tags)]);
  if (keys.size > MAX_TAGS) throw invalidParameter(`Too many tags added for queue ${queue.name}.`);
  for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
}

/** The condition keys of a request that sets tags. */
export function tagConditions(tags: Record<string, string> | undefined): Record<string, string | string[]> {
  const entries = Object.entries(tags ?? {});
  if (!entries.length) return {};
  return {
    "aws:TagKeys": entries.map(([key]) => key),
    ...Object.fromEntries(entries.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}
