import { createHash } from "node:crypto";
import type { Bucket } from "./bucket.ts";
import { checksumMembers } from "./checksum.ts";
import { encryptionMembers } from "./encryption.ts";
import * as errors from "./errors.ts";
import { expirationOf } from "./lifecycle.ts";
import { ARCHIVE_CLASSES, type StoredObject } from "./object.ts";
import { checkRead } from "./precondition.ts";
import { contentRange, parseRange, type Range } from "./range.ts";

interface ReadInput {
  Bucket?: string | undefined;
  Key?: string | undefined;
  VersionId?: string | undefined;
  IfMatch?: string | undefined;
  IfNoneMatch?: string | undefined;
  IfModifiedSince?: Date | undefined;
  IfUnmodifiedSince?: Date | undefined;
  Range?: string | undefined;
  PartNumber?: number | undefined;
  ChecksumMode?: string | undefined;
  ResponseCacheControl?: string | undefined;
  ResponseContentDisposition?: string | undefined;
  ResponseContentEncoding?: string | undefined;
  ResponseContentLanguage?: string | undefined;
  ResponseContentType?: string | undefined;
  ResponseExpires?: Date | undefined;
}

/** The version a request names, or the current one; throws what S3 answers when there is none. */
export function findVersion(
  bucket: Bucket,
  input: { Key?: string | undefined; VersionId?: string | undefined },
  method: string,
): StoredObject {
  const key = input.Key!;
  if (input.VersionId === undefined) {
    const current = bucket.current(key);
    if (!current) throw errors.noSuchKey(key);
    return current;
  }
  const version = bucket.versions(key).find(({ versionId }) => versionId === input.VersionId);
  if (!version) {
    if (!isVersionId(input.VersionId))
      throw errors.invalidArgument("Invalid version id specified", "versionId", input.VersionId);
    throw errors.noSuchVersion(key, input.VersionId);
  }
  if (version.kind === "marker") throw errors.methodNotAllowed(method);
  return version;
}

export function isVersionId(text: string): boolean {
  return text === "null" || /^[A-Za-z0-9_.]{32}$/.test(text);
}

/** The bytes of a version, unless they lie in an archive. */
export function findReadable(
  bucket: Bucket,
  input: { Key?: string | undefined; VersionId?: string | undefined },
): StoredObject {
  const object = findVersion(bucket, input, "GET");
  if (ARCHIVE_CLASSES.includes(object.storageClass)) throw errors.invalidObjectState(object.storageClass);
  return object;
}

/** Which version an answer names: none while the bucket has never had versioning. */
export function versionMember(bucket: Bucket, versionId: string): { VersionId?: string } {
  return bucket.versioning ? { VersionId: versionId } : {};
}

/** Everything that GetObject and HeadObject answer in common, and the bytes asked for. */
export function readObject(bucket: Bucket, input: ReadInput, method: string, now: number) {
  const object = method === "HEAD" ? findVersion(bucket, input, method) : findReadable(bucket, input);
  checkRead(object, input, now);
  if (input.Range !== undefined && input.PartNumber !== undefined)
    throw errors.invalidRequest("Cannot specify both Range header and partNumber query parameter");
  const size = object.body.length;
  const part = selectPart(object, input.PartNumber);
  const range = part ?? parseRange(input.Range, size);
  const isWhole = !range || (range.start === 0 && range.end === size);
  return {
    body: range ? object.body.subarray(range.start, range.end) : object.body,
    answer: {
      AcceptRanges: "bytes",
      LastModified: new Date(object.lastModified),
      ContentLength: range ? range.end - range.start : size,
      ETag: `"${object.etag}"`,
      ...object.headers,
      ...overrides(input),
      ...(range && size ? { ContentRange: contentRange(range, size) } : {}),
      Metadata: object.metadata,
      Expiration: expirationOf(bucket, object),
      ...encryptionMembers(object.encryption),
      ...(object.storageClass === "STANDARD" ? {} : { StorageClass: object.storageClass as "STANDARD" }),
      ...(object.tags.size ? { TagCount: object.tags.size } : {}),
      ...(input.PartNumber !== undefined && object.parts ? { PartsCount: object.parts.length } : {}),
      ...versionMember(bucket, object.versionId),
      // A checksum of the whole says nothing about a piece of it.
      ...(input.ChecksumMode === "ENABLED" && isWhole ? checksumMembers(object.checksum) : {}),
    },
  };
}

function selectPart(object: StoredObject, number: number | undefined): Range | undefined {
  if (number === undefined) return undefined;
  const count = object.parts?.length ?? 1;
  if (number < 1 || number > count) throw errors.invalidPartNumber(number, count);
  const part = object.parts?.[number - 1];
  return part ? { start: part.start, end: part.start + part.size } : { start: 0, end: object.body.length };
}

function overrides(input: ReadInput) {
  const headers = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
  };
  for (const value of Object.values(headers))
    if (typeof value === "string" && /[^\0-\xff]/.test(value))
      throw errors.invalidArgument("Header value cannot be represented using ISO-8859-1.", "response-header", value);
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Partial<
    typeof headers
  >;
}

/** S3 names an account by a canonical user id of 64 hex digits. */
export function ownerOf(account: string): { ID: string } {
  return { ID: createHash("sha256").update(`canonical user ${account}`).digest("hex") };
}
