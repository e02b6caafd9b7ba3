import type { LifecycleRule } from "@aws-sdk/client-s3";
import type { Version } from "./object.ts";

export const DAY_MS = 24 * 3600_000;

/** S3 counts whole days and acts at the midnight UTC after them. */
export function dueAt(from: number, days: number): number {
  return Math.ceil((from + days * DAY_MS) / DAY_MS) * DAY_MS;
}

export function prefixOf({ Filter, Prefix }: LifecycleRule): string {
  return Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? "";
}

export function matches(rule: LifecycleRule, version: Version): boolean {
  if (!version.key.startsWith(prefixOf(rule))) return false;
  const { Filter } = rule;
  const tags = Filter?.And?.Tags ?? (Filter?.Tag ? [Filter.Tag] : []);
  const above = Filter?.And?.ObjectSizeGreaterThan ?? Filter?.ObjectSizeGreaterThan;
  const below = Filter?.And?.ObjectSizeLessThan ?? Filter?.ObjectSizeLessThan;
  if (version.kind === "marker") return !tags.length && above === undefined && below === undefined;
  return (
    tags.every(({ Key, Value }) => version.tags.get(Key!) === Value) &&
    (above === undefined || version.body.length > above) &&
    (below === undefined || version.body.length < below)
  );
}
