import * as errors from "./errors.ts";
import type { StoredObject } from "./object.ts";

interface ReadConditions {
  IfMatch?: string | undefined;
  IfNoneMatch?: string | undefined;
  IfModifiedSince?: Date | undefined;
  IfUnmodifiedSince?: Date | undefined;
}

/** Conditional reads, in the order of RFC 9110: the ETag conditions win over those by date. */
export function checkRead(object: StoredObject, conditions: ReadConditions, now: number): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!hasEtag(object, IfMatch)) throw errors.preconditionFailed("If-Match");
  } else if (IfUnmodifiedSince && object.lastModified > IfUnmodifiedSince.getTime())
    throw errors.preconditionFailed("If-Unmodified-Since");
  if (IfNoneMatch !== undefined) {
    if (hasEtag(object, IfNoneMatch)) throw errors.notModified();
  } else if (IfModifiedSince && isUnmodifiedSince(object, IfModifiedSince, now)) throw errors.notModified();
}

/** The conditions a copy puts on its source: what would be 304 in a read is 412 here. */
export function checkCopySource(object: StoredObject, conditions: ReadConditions, now: number): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!hasEtag(object, IfMatch)) throw errors.preconditionFailed("x-amz-copy-source-If-Match");
  } else if (IfUnmodifiedSince && object.lastModified > IfUnmodifiedSince.getTime())
    throw errors.preconditionFailed("x-amz-copy-source-If-Unmodified-Since");
  if (IfNoneMatch !== undefined) {
    if (hasEtag(object, IfNoneMatch)) throw errors.preconditionFailed("x-amz-copy-source-If-None-Match");
  } else if (IfModifiedSince && isUnmodifiedSince(object, IfModifiedSince, now))
    throw errors.preconditionFailed("x-amz-copy-source-If-Modified-Since");
}

/** Conditional writes: If-None-Match: * (only if the key is free) and If-Match (only over this ETag). */
export function checkWrite(
  current: StoredObject | undefined,
  key: string,
  { IfMatch, IfNoneMatch }: Pick<ReadConditions, "IfMatch" | "IfNoneMatch">,
): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined)
    throw errors.headerNotImplemented(
      "If-Match,If-None-Match",
      "Multiple conditional request headers present in the request",
    );
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") throw unknownValue("If-None-Match");
  if (IfMatch === "*") throw unknownValue("If-Match");
  if (IfNoneMatch !== undefined && current) throw errors.preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (!current) throw errors.noSuchKey(key);
  if (!hasEtag(current, IfMatch)) throw errors.preconditionFailed("If-Match");
}

function unknownValue(header: string) {
  return errors.headerNotImplemented(header, `We don't accept the provided value of ${header} header for this API`);
}

function hasEtag(object: StoredObject, value: string): boolean {
  return value.split(",").some((tag) => tag.trim() === "*" || stripQuotes(tag.trim()) === object.etag);
}

export function stripQuotes(etag: string): string {
  return etag.replaceAll(/^"|"$/g, "");
}

/** A date in the future says nothing (RFC 9110, 13.1.3). */
function isUnmodifiedSince(object: StoredObject, date: Date, now: number): boolean {
  return object.lastModified <= date.getTime() && date.getTime() <= now;
}
