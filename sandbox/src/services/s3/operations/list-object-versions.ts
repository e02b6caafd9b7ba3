import type { ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { openBucket } from "../access.ts";
import type { Bucket } from "../bucket.ts";
import { invalidArgument } from "../errors.ts";
import { compareKeys, keyEncoder } from "../key.ts";
import { onListing, pageSize } from "../list-access.ts";
import { groupOf } from "../listing.ts";
import type { Version } from "../object.ts";
import { ownerOf } from "../object-answer.ts";

export const listObjectVersions = operation<ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput>({
  accepts: [
    "Bucket",
    "Prefix",
    "Delimiter",
    "MaxKeys",
    "KeyMarker",
    "VersionIdMarker",
    "EncodingType",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [onListing("s3:ListBucketVersions", input, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const encode = keyEncoder(input.EncodingType);
    if (input.VersionIdMarker && !input.KeyMarker)
      throw invalidArgument(
        "A version-id marker cannot be specified without a key marker.",
        "version-id-marker",
        input.VersionIdMarker,
      );
    const MaxKeys = pageSize(input.MaxKeys);
    const { Prefix = "", Delimiter = "", KeyMarker = "", VersionIdMarker = "" } = input;
    const entries = collect(bucket, input);
    const page = entries.slice(0, MaxKeys);
    const last = page.at(-1);
    const describe = (version: Version) => ({
      Key: encode(version.key),
      VersionId: version.versionId,
      IsLatest: bucket.versions(version.key)[0] === version,
      LastModified: new Date(version.lastModified),
      Owner: ownerOf(bucket.account),
    });
    const versions = page.flatMap((entry) => (typeof entry === "object" && entry.kind === "object" ? [entry] : []));
    const markers = page.flatMap((entry) => (typeof entry === "object" && entry.kind === "marker" ? [entry] : []));
    const prefixes = page.filter((entry) => typeof entry === "string");
    return {
      Name: bucket.name,
      Prefix: encode(Prefix),
      KeyMarker: encode(KeyMarker),
      VersionIdMarker,
      ...(Delimiter ? { Delimiter: encode(Delimiter) } : {}),
      MaxKeys,
      EncodingType: input.EncodingType,
      IsTruncated: page.length < entries.length && MaxKeys > 0,
      ...(last && page.length < entries.length
        ? typeof last === "string"
          ? { NextKeyMarker: encode(last) }
          : { NextKeyMarker: encode(last.key), NextVersionIdMarker: last.versionId }
        : {}),
      Versions: versions.length
        ? versions.map((object) => ({
            ...describe(object),
            ETag: `"${object.etag}"`,
            ChecksumAlgorithm: [object.checksum.algorithm],
            ChecksumType: object.checksum.type,
            Size: object.body.length,
            StorageClass: object.storageClass as "STANDARD",
          }))
        : undefined,
      DeleteMarkers: markers.length ? markers.map(describe) : undefined,
      CommonPrefixes: prefixes.length ? prefixes.map((prefix) => ({ Prefix: encode(prefix) })) : undefined,
    };
  },
});

/** Versions and delete markers after the markers of the request, newest first within a key; common prefixes as strings. */
function collect(bucket: Bucket, input: ListObjectVersionsCommandInput): (Version | string)[] {
  const { Prefix = "", Delimiter = "", KeyMarker = "", VersionIdMarker = "" } = input;
  const entries: (Version | string)[] = [];
  for (const key of bucket.keys()) {
    const order = KeyMarker ? compareKeys(key, KeyMarker) : 1;
    if (!key.startsWith(Prefix) || order < 0 || (order === 0 && !VersionIdMarker)) continue;
    const group = groupOf(key, Prefix, Delimiter);
    if (group !== undefined) {
      if (group !== entries.at(-1) && !KeyMarker.startsWith(group)) entries.push(group);
      continue;
    }
    const versions = bucket.versions(key);
    const seen = order === 0 ? versions.findIndex(({ versionId }) => versionId === VersionIdMarker) + 1 : 0;
    entries.push(...versions.slice(seen));
  }
  return entries;
}
