import { S3 } from "@aws-sdk/client-s3";
import { bucket, byStatus, fetched, marker, object, s3, s3In, sandbox, versioned } from "./fixture.ts";

const withChecksum = (checksum: object) => () => s3.putObject({ ...object, Key: "checked", Body: "data", ...checksum });
const copy = (more: object) => () =>
  s3.copyObject({ ...object, Key: "copy", CopySource: `${bucket.Bucket}/key`, ...more });

const tag = (key: string, value = "v") => ({ Key: key, Value: value });
const tagBucket =
  (...tags: object[]) =>
  () =>
    s3.putBucketTagging({ ...bucket, Tagging: { TagSet: tags as { Key: string; Value: string }[] } });

/** Valid base64 of the right length for each, and of other data. */
const WRONG = {
  CRC32: "AAAAAA==",
  CRC32C: "AAAAAA==",
  CRC64NVME: "AAAAAAAAAAA=",
  SHA1: Buffer.alloc(20).toString("base64"),
  SHA256: Buffer.alloc(32).toString("base64"),
};

const checksums = Object.fromEntries(
  Object.entries(WRONG).flatMap(([name, wrong]) => [
    [
      `InvalidRequest: Value for x-amz-checksum-${name.toLowerCase()} header is invalid.`,
      withChecksum({ [`Checksum${name}`]: "test" }),
    ],
    [
      `BadDigest: The ${name} you specified did not match the calculated checksum.`,
      withChecksum({ [`Checksum${name}`]: wrong }),
    ],
  ]),
);

/** Objects, their copies and tags. */
export const objects = {
  ...checksums,
  "InvalidRequest: Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.": withChecksum({
    ChecksumCRC32: WRONG.CRC32,
    ChecksumSHA1: WRONG.SHA1,
  }),
  "InvalidRange: The requested range is not satisfiable": () => s3.getObject({ ...object, Range: "bytes=1024-4096" }),
  "NoSuchKey: The specified key does not exist.": () => s3.getObject({ ...bucket, Key: "absent" }),
  "NoSuchVersion: The specified version does not exist.": async () => {
    const { VersionId } = await s3.putObject({ ...versioned, Key: "gone" });
    await s3.deleteObject({ ...versioned, Key: "gone", VersionId });
    await s3.getObject({ ...versioned, Key: "gone", VersionId });
  },
  "InvalidArgument: Invalid version id specified": () =>
    s3.deleteObject({ ...versioned, Key: "key", VersionId: "bad" }),
  "MethodNotAllowed: The specified method is not allowed against this resource.": () => s3.getObject(marker),
  "405: Method Not Allowed": () => byStatus(s3.headObject(marker)),
  "304: Not Modified": async () => {
    const { ETag } = await s3.headObject(object);
    await byStatus(s3.getObject({ ...object, IfNoneMatch: ETag }));
  },
  "412: Precondition Failed": () => byStatus(s3.headObject({ ...object, IfMatch: '"wrong"' })),
  "400: Bad Request": () => byStatus(s3.headObject({ ...versioned, Key: "key", VersionId: "bad" })),
  "403: Forbidden": () => byStatus(new S3(sandbox.client({ account: "222222222222" })).headObject(object)),
  "PreconditionFailed: At least one of the pre-conditions you specified did not hold": () =>
    s3.getObject({ ...object, IfMatch: '"wrong"' }),
  "NotImplemented: A header you provided implies functionality that is not implemented": () =>
    s3.putObject({ ...object, IfNoneMatch: "value" }),
  "InvalidDigest: The Content-MD5 you specified was invalid.": withChecksum({ ContentMD5: "__invalid__" }),
  "BadDigest: The Content-MD5 you specified did not match what we received.": withChecksum({
    ContentMD5: Buffer.alloc(16).toString("base64"),
  }),
  "InvalidStorageClass: The storage class you specified is not valid": () =>
    s3.putObject({ ...object, StorageClass: "OUTPOSTS" }),
  "InvalidObjectState: The operation is not valid for the object's storage class": async () => {
    const archived = { ...object, Key: "archived" };
    await s3.putObject({ ...archived, Body: "x", StorageClass: "GLACIER" });
    await s3.getObject(archived);
  },
  "InvalidPartNumber: The requested partnumber is not satisfiable": () => s3.getObject({ ...object, PartNumber: 10 }),
  "InvalidRequest: Cannot specify both Range header and partNumber query parameter": () =>
    s3.getObject({ ...object, PartNumber: 1, Range: "bytes=0-1" }),

  "InvalidRequest: This copy request is illegal because it is trying to copy an object to itself …": copy({
    Key: "key",
  }),
  "InvalidRequest: The source of a copy request may not specifically refer to a delete marker by version id.": copy({
    CopySource: `${versioned.Bucket}/key?versionId=${marker.VersionId}`,
  }),
  "InvalidArgument: Invalid copy source object key": copy({ CopySource: "no-key" }),

  "NoSuchTagSet: The TagSet does not exist": () => s3.getBucketTagging(bucket),
  "InvalidArgument: The header 'x-amz-tagging' shall be encoded as UTF-8 …": () =>
    s3.putObject({ ...object, Tagging: "a=1&a=2" }),
  "InvalidTag: Cannot provide multiple Tags with the same key": tagBucket(tag("a"), tag("a")),
  "InvalidTag: The TagKey you have provided is invalid": tagBucket(tag("a,b")),
  "InvalidTag: The TagValue you have provided is invalid": tagBucket(tag("a", "b,c")),
  "InvalidTag: System tags cannot be added/updated by requester": tagBucket(tag("aws:a")),
  "InvalidTag: Your TagKey cannot be prefixed with aws:": () =>
    s3.putObjectTagging({ ...object, Tagging: { TagSet: [tag("aws:a")] } }),
  'InvalidTag: User-defined tag keys can\'t start with "aws:". …': () =>
    s3In("us-west-1").createBucket({
      Bucket: "a-tagged-bucket",
      CreateBucketConfiguration: {
        LocationConstraint: "us-west-1",
        Tags: [tag("aws:a")],
      },
    }),
  "AccessDenied: Access Denied": () => fetched(`${sandbox.endpoint}/${object.Bucket}/${object.Key}`),
};
