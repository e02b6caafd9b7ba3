import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import { NotEmulated } from "../../core/errors.ts";
import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import { LIFECYCLE_RULES } from "./limits.ts";
import type { StoredObject, Version } from "./object.ts";

const DAY_MS = 24 * 3600_000;

/** S3 counts whole days and acts at the midnight UTC after them. */
function dueAt(from: number, days: number): number {
  return Math.ceil((from + days * DAY_MS) / DAY_MS) * DAY_MS;
}

/**
 * Removes what the bucket's rules have expired. Called whenever a bucket is opened, so no timer is needed; rules come due at midnight,
 * so once a day is enough.
 */
export function applyLifecycle(bucket: Bucket, now: number): void {
  const day = Math.floor(now / DAY_MS);
  if (bucket.lifecycleDay === day) return;
  bucket.lifecycleDay = day;
  for (const rule of bucket.lifecycle) {
    if (rule.Status !== "Enabled") continue;
    for (const key of bucket.keys()) {
      expireCurrent(bucket, rule, key, now);
      expireNoncurrent(bucket, rule, key, now);
    }
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    if (days === undefined) continue;
    for (const upload of bucket.uploads.values())
      if (upload.key.startsWith(prefixOf(rule)) && dueAt(upload.initiatedAt, days) <= now)
        bucket.uploads.delete(upload.id);
  }
}

function expireCurrent(bucket: Bucket, rule: LifecycleRule, key: string, now: number): void {
  const [newest, ...older] = bucket.versions(key);
  const { Days, Date: date, ExpiredObjectDeleteMarker: removesMarker } = rule.Expiration ?? {};
  if (newest?.kind === "object" && matches(rule, newest)) {
    const due = Days !== undefined ? dueAt(newest.lastModified, Days) : date?.getTime();
    if (due !== undefined && due <= now) bucket.delete(key, due);
  }
  if (newest?.kind === "marker" && !older.length && key.startsWith(prefixOf(rule)))
    if (removesMarker || (Days !== undefined && dueAt(newest.lastModified, Days) <= now))
      bucket.remove(key, newest.versionId);
}

function expireNoncurrent(bucket: Bucket, rule: LifecycleRule, key: string, now: number): void {
  const { NoncurrentDays, NewerNoncurrentVersions = 0 } = rule.NoncurrentVersionExpiration ?? {};
  if (NoncurrentDays === undefined) return;
  const versions = bucket.versions(key);
  versions.slice(1).forEach((version, index) => {
    // A version is noncurrent since its successor was made.
    const since = versions[index]!.lastModified;
    if (index >= NewerNoncurrentVersions && matches(rule, version) && dueAt(since, NoncurrentDays) <= now)
      bucket.remove(key, version.versionId);
  });
}

function prefixOf({ Filter, Prefix }: LifecycleRule): string {
  return Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? "";
}

function matches(rule: LifecycleRule, version: Version): boolean {
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

/** The x-amz-expiration header: which rule will expire an object, and when. */
export function expirationOf(bucket: Bucket, object: StoredObject): string | undefined {
  for (const rule of bucket.lifecycle) {
    const { Days, Date: date } = rule.Expiration ?? {};
    if (rule.Status !== "Enabled" || !matches(rule, object)) continue;
    const due = Days !== undefined ? dueAt(object.lastModified, Days) : date?.getTime();
    if (due !== undefined)
      return `expiry-date="${new Date(due).toUTCString()}", rule-id="${encodeURIComponent(rule.ID ?? "")}"`;
  }
  return undefined;
}

/** Checks a configuration and names the rules that have no ID. */
export function readLifecycle(rules: LifecycleRule[] | undefined, newId: () => string): LifecycleRule[] {
  if (!rules?.length || rules.length > LIFECYCLE_RULES) throw errors.malformedXml();
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  if (new Set(ids).size !== ids.length)
    throw errors.invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", ids[0]);
  return rules.map((rule) => {
    checkRule(rule);
    return { ...rule, ID: rule.ID ?? newId() };
  });
}

function checkRule(rule: LifecycleRule): void {
  if (rule.Transitions?.length || rule.NoncurrentVersionTransitions?.length)
    throw new NotEmulated("s3 PutBucketLifecycleConfiguration Transitions (lifecycle rules that move objects)");
  if (rule.Status !== "Enabled" && rule.Status !== "Disabled") throw errors.malformedXml();
  if (rule.Filter === undefined && rule.Prefix === undefined) throw errors.malformedXml();
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  if (NoncurrentVersionExpiration && NoncurrentVersionExpiration.NoncurrentDays === undefined)
    throw errors.malformedXml();
  if (!Expiration && !NoncurrentVersionExpiration && !AbortIncompleteMultipartUpload)
    throw errors.invalidRequest("At least one action needs to be specified in a rule");
  const days = [
    Expiration?.Days,
    NoncurrentVersionExpiration?.NoncurrentDays,
    AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  ];
  if (days.some((count) => count !== undefined && count < 1))
    throw errors.invalidArgument(
      "'Days' for Expiration action must be a positive integer",
      "Days",
      String(Expiration?.Days),
    );
  if (Expiration) checkExpiration(Expiration);
  checkFilter(rule.Filter);
}

function checkExpiration({
  Date: date,
  Days,
  ExpiredObjectDeleteMarker,
}: NonNullable<LifecycleRule["Expiration"]>): void {
  if ([date, Days, ExpiredObjectDeleteMarker].filter((value) => value !== undefined).length !== 1)
    throw errors.malformedXml();
  if (date && date.getTime() % DAY_MS !== 0)
    throw errors.invalidArgument("'Date' must be at midnight GMT", "Date", date.toISOString());
}

function checkFilter(filter: LifecycleRuleFilter | undefined): void {
  if (filter && Object.values(filter).filter((value) => value !== undefined).length > 1) throw errors.malformedXml();
  const keys = (filter?.And?.Tags ?? []).map(({ Key }) => Key);
  if (new Set(keys).size !== keys.length) throw errors.invalidRequest("Duplicate Tag Keys are not allowed.");
}
