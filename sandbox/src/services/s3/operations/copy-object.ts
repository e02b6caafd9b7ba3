import type { CopyObjectCommandInput, CopyObjectCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, onObject, openBucket, openSource } from "../access.ts";
import type { Bucket } from "../bucket.ts";
import { algorithmOf, checksumMembers, digest } from "../checksum.ts";
import { type CopySource, parseCopySource } from "../copy-source.ts";
import { chooseEncryption, encryptionMembers } from "../encryption.ts";
import * as errors from "../errors.ts";
import { checkKey } from "../key.ts";
import { createObject, type ObjectProperties, readProperties, type StoredObject } from "../object.ts";
import { notify } from "../notification/notify.ts";
import { findReadable, versionMember } from "../object-answer.ts";
import { checkCopySource, checkWrite } from "../precondition.ts";
import { onNewObject, PROPERTY_MEMBERS } from "../write-access.ts";

const READ = { current: "s3:GetObject", version: "s3:GetObjectVersion" };
const READ_TAGS = { current: "s3:GetObjectTagging", version: "s3:GetObjectVersionTagging" };

export const copyObject = operation<CopyObjectCommandInput, CopyObjectCommandOutput>({
  accepts: [
    ...PROPERTY_MEMBERS,
    "CopySource",
    "CopySourceIfMatch",
    "CopySourceIfNoneMatch",
    "CopySourceIfModifiedSince",
    "CopySourceIfUnmodifiedSince",
    "MetadataDirective",
    "TaggingDirective",
    "ChecksumAlgorithm",
    "IfMatch",
    "IfNoneMatch",
    "ExpectedSourceBucketOwner",
  ],
  access(input, context) {
    const source = parseCopySource(input.CopySource);
    const sourceBucket = openSource(context, source.Bucket);
    const requests = [...onExistingObject(READ, source, context, sourceBucket), ...onNewObject(input, context)];
    // Tags that come along are read and written.
    if (input.TaggingDirective !== "REPLACE" && sourceObject(source, sourceBucket)?.tags.size)
      requests.push(
        ...onExistingObject(READ_TAGS, source, context, sourceBucket),
        onObject("s3:PutObjectTagging", input.Bucket, input.Key, context),
      );
    return requests;
  },
  run(input, context) {
    const source = parseCopySource(input.CopySource);
    const sourceBucket = openSource(context, source.Bucket, input.ExpectedSourceBucketOwner);
    const bucket = openBucket(context, input);
    const key = input.Key!;
    checkKey(key);
    if (sourceBucket.versions(source.Key).some((v) => v.versionId === source.VersionId && v.kind === "marker"))
      throw errors.invalidRequest(
        "The source of a copy request may not specifically refer to a delete marker by version id.",
      );
    const original = findReadable(sourceBucket, source);
    const now = context.clock.now();
    checkCopySource(
      original,
      {
        IfMatch: input.CopySourceIfMatch,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      },
      now,
    );
    checkWrite(bucket.current(key), key, input);
    if (
      source.VersionId === undefined &&
      source.Bucket === bucket.name &&
      source.Key === key &&
      !changesSomething(input)
    )
      throw errors.invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );

    const algorithm = algorithmOf(input.ChecksumAlgorithm) ?? original.checksum.algorithm;
    const object = createObject(
      { key, versionId: bucket.nextVersionId(), now },
      copiedProperties(input, original, chooseEncryption("CopyObject", input, bucket)),
      {
        body: original.body,
        checksum: { algorithm, type: "FULL_OBJECT", value: digest(algorithm, original.body).toString("base64") },
      },
    );
    bucket.add(object);
    notify(bucket, { name: "ObjectCreated:Copy", version: object }, context);
    return {
      CopyObjectResult: {
        ETag: `"${object.etag}"`,
        LastModified: new Date(object.lastModified),
        ...checksumMembers(object.checksum),
      },
      ...(sourceBucket.versioning ? { CopySourceVersionId: original.versionId } : {}),
      ...encryptionMembers(object.encryption),
      ...(bucket.versioning === "Enabled" ? versionMember(bucket, object.versionId) : {}),
    };
  },
});

function sourceObject(source: CopySource, bucket: Bucket): StoredObject | undefined {
  if (source.VersionId === undefined) return bucket.current(source.Key);
  const version = bucket.versions(source.Key).find(({ versionId }) => versionId === source.VersionId);
  return version?.kind === "object" ? version : undefined;
}

function changesSomething(input: CopyObjectCommandInput): boolean {
  return (
    input.MetadataDirective === "REPLACE" ||
    input.StorageClass !== undefined ||
    input.ServerSideEncryption !== undefined
  );
}

/** Metadata and tags come from the source unless a directive says REPLACE; the storage class never does. */
function copiedProperties(
  input: CopyObjectCommandInput,
  original: StoredObject,
  encryption: ObjectProperties["encryption"],
): ObjectProperties {
  const replaced = readProperties("CopyObject", input, encryption);
  return {
    headers: input.MetadataDirective === "REPLACE" ? replaced.headers : original.headers,
    metadata: input.MetadataDirective === "REPLACE" ? replaced.metadata : original.metadata,
    storageClass: replaced.storageClass,
    encryption,
    tags: input.TaggingDirective === "REPLACE" ? replaced.tags : new Map(original.tags),
  };
}
