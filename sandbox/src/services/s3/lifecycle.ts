import type { LifecycleRule } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import { DAY_MS, dueAt, matches, prefixOf } from "./lifecycle-rule.ts";
import { transition } from "./lifecycle-transition.ts";
import type { ObjectEvent } from "./notification/record.ts";
import type { StoredObject } from "./object.ts";

/**
 * Moves and removes what the bucket's rules say, and tells what that was. Called whenever a bucket is opened, so a timer is needed only
 * where somebody waits for the events; rules come due at midnight, so once a day is enough.
 */
export function applyLifecycle(bucket: Bucket, now: number): ObjectEvent[] {
  const day = Math.floor(now / DAY_MS);
  if (bucket.lifecycleDay === day) return [];
  bucket.lifecycleDay = day;
  const events: ObjectEvent[] = [];
  for (const rule of bucket.lifecycle) {
    if (rule.Status !== "Enabled") continue;
    for (const key of bucket.keys()) {
      events.push(
        ...transition(bucket, rule, key, now),
        ...expireCurrent(bucket, rule, key, now),
        ...expireNoncurrent(bucket, rule, key, now),
      );
    }
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    if (days === undefined) continue;
    for (const upload of bucket.uploads.values())
      if (upload.key.startsWith(prefixOf(rule)) && dueAt(upload.initiatedAt, days) <= now)
        bucket.uploads.delete(upload.id);
  }
  return events;
}

function expireCurrent(bucket: Bucket, rule: LifecycleRule, key: string, now: number): ObjectEvent[] {
  const [newest, ...older] = bucket.versions(key);
  const { Days, Date: date, ExpiredObjectDeleteMarker: removesMarker } = rule.Expiration ?? {};
  if (newest?.kind === "object" && matches(rule, newest)) {
    const due = Days !== undefined ? dueAt(newest.lastModified, Days) : date?.getTime();
    if (due === undefined || due > now) return [];
    const marker = bucket.delete(key, due);
    return [
      marker
        ? { name: "LifecycleExpiration:DeleteMarkerCreated", version: marker }
        : { name: "LifecycleExpiration:Delete", version: newest },
    ];
  }
  if (newest?.kind === "marker" && !older.length && key.startsWith(prefixOf(rule)))
    if (removesMarker || (Days !== undefined && dueAt(newest.lastModified, Days) <= now)) {
      bucket.remove(key, newest.versionId);
      return [{ name: "LifecycleExpiration:Delete", version: newest }];
    }
  return [];
}

function expireNoncurrent(bucket: Bucket, rule: LifecycleRule, key: string, now: number): ObjectEvent[] {
  const { NoncurrentDays, NewerNoncurrentVersions = 0 } = rule.NoncurrentVersionExpiration ?? {};
  if (NoncurrentDays === undefined) return [];
  const versions = bucket.versions(key);
  const expired = versions.slice(1).filter((version, index) => {
    // A version is noncurrent since its successor was made.
    const since = versions[index]!.lastModified;
    return index >= NewerNoncurrentVersions && matches(rule, version) && dueAt(since, NoncurrentDays) <= now;
  });
  for (const { versionId } of expired) bucket.remove(key, versionId);
  return expired.map((version) => ({ name: "LifecycleExpiration:Delete", version }));
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
