import type { _Object } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import { ownerOf } from "./object-answer.ts";

/** The keys a listing of objects shows: those whose newest version is no delete marker. */
export function presentKeys(bucket: Bucket): readonly string[] {
  return bucket.versioning ? bucket.keys().filter((key) => bucket.current(key)) : bucket.keys();
}

/** One entry of Contents. */
export function describeObject(
  bucket: Bucket,
  key: string,
  encode: (text: string) => string,
  withOwner: boolean | undefined,
): _Object {
  const object = bucket.current(key)!;
  return {
    Key: encode(key),
    LastModified: new Date(object.lastModified),
    ETag: `"${object.etag}"`,
    ChecksumAlgorithm: [object.checksum.algorithm],
    ChecksumType: object.checksum.type,
    Size: object.body.length,
    StorageClass: object.storageClass as "STANDARD",
    ...(withOwner ? { Owner: ownerOf(bucket.account) } : {}),
  };
}
