import type { LifecycleRule } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import { dueAt, matches } from "./lifecycle-rule.ts";
import { MIN_DAYS_BEFORE_IA, TRANSITION_MIN_BYTES } from "./limits.ts";
import type { ObjectEvent } from "./notification/record.ts";
import type { StoredObject, Version } from "./object.ts";

/** Objects move down this list and never up: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html (2026-11). */
const WATERFALL = [
  "STANDARD",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
];
const TAKES_SMALL_OBJECTS = ["GLACIER", "DEEP_ARCHIVE"];

/** Moves the versions of a key to the storage classes that are due, and says which it moved. */
export function transition(bucket: Bucket, rule: LifecycleRule, key: string, now: number): ObjectEvent[] {
  const events: ObjectEvent[] = [];
  bucket.versions(key).forEach((version, index, versions) => {
    if (version.kind !== "object" || !matches(rule, version)) return;
    const due = index === 0 ? currentDue(rule, version, now) : noncurrentDue(rule, versions, index, now);
    for (const storageClass of due) {
      if (!mayMove(bucket, rule, version, storageClass)) continue;
      version.storageClass = storageClass;
      events.push({ name: "LifecycleTransition", version });
    }
  });
  return events;
}

function currentDue({ Transitions = [] }: LifecycleRule, version: StoredObject, now: number): string[] {
  return Transitions.filter(({ Date: date, Days = 0 }) => (date?.getTime() ?? dueAt(version.lastModified, Days)) <= now)
    .map(({ StorageClass }) => StorageClass as string)
    .sort(byWaterfall);
}

function noncurrentDue(rule: LifecycleRule, versions: readonly Version[], index: number, now: number): string[] {
  // A version is noncurrent since its successor was made.
  const since = versions[index - 1]!.lastModified;
  return (rule.NoncurrentVersionTransitions ?? [])
    .filter(
      ({ NoncurrentDays = 0, NewerNoncurrentVersions = 0 }) =>
        index > NewerNoncurrentVersions && dueAt(since, NoncurrentDays) <= now,
    )
    .map(({ StorageClass }) => StorageClass as string)
    .sort(byWaterfall);
}

function byWaterfall(a: string, b: string): number {
  return WATERFALL.indexOf(a) - WATERFALL.indexOf(b);
}

/** Small objects stay where they are, unless the rule speaks about sizes or the bucket keeps the older default. */
function mayMove(bucket: Bucket, { Filter }: LifecycleRule, version: StoredObject, storageClass: string): boolean {
  if (byWaterfall(storageClass, version.storageClass) <= 0) return false;
  const sizes = [Filter, Filter?.And].flatMap((filter) => [filter?.ObjectSizeGreaterThan, filter?.ObjectSizeLessThan]);
  if (sizes.some((size) => size !== undefined) || version.body.length >= TRANSITION_MIN_BYTES) return true;
  return bucket.transitionMinimum === "varies_by_storage_class" && TAKES_SMALL_OBJECTS.includes(storageClass);
}

/** What S3 refuses in the transitions of a new rule. */
export function checkTransitions(rule: LifecycleRule): void {
  for (const { Days, Date: date, StorageClass } of rule.Transitions ?? []) {
    if ((Days === undefined) === (date === undefined)) throw errors.malformedXml();
    checkClass(StorageClass);
    if (Days === undefined) continue;
    checkDays("Days", Days, StorageClass!, "Transition action");
    const last = rule.Expiration?.Days;
    if (last !== undefined && last <= Days)
      throw errors.invalidArgument(
        `'Days' in the Expiration action for filter '${describeFilter(rule)}' must be greater than 'Days' in the Transition action`,
        "Days",
        String(last),
      );
  }
  for (const { NoncurrentDays, StorageClass } of rule.NoncurrentVersionTransitions ?? []) {
    if (NoncurrentDays === undefined) throw errors.malformedXml();
    checkClass(StorageClass);
    checkDays("NoncurrentDays", NoncurrentDays, StorageClass!, "NoncurrentVersionTransition action");
  }
}

function checkClass(storageClass: string | undefined): void {
  if (storageClass === undefined || storageClass === "STANDARD" || !WATERFALL.includes(storageClass))
    throw errors.malformedXml();
}

function checkDays(member: string, days: number, storageClass: string, action: string): void {
  if (days < 0) throw errors.invalidArgument(`'${member}' in the ${action} must be nonnegative`, member, String(days));
  if (storageClass.endsWith("_IA") && days < MIN_DAYS_BEFORE_IA)
    throw errors.invalidArgument(
      `'${member}' in ${action} must be greater than or equal to ${MIN_DAYS_BEFORE_IA} for storageClass '${storageClass}'`,
      member,
      String(days),
    );
}

function describeFilter({ Filter, Prefix }: LifecycleRule): string {
  return `(prefix=${Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? ""})`;
}
