import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import * as s3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let client: s3.S3Client;
let count = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new s3.S3Client(sandbox.client());
});
afterAll(async () => {
  client.destroy();
  await sandbox.stop();
});

async function newBucket(versioning?: "Enabled"): Promise<string> {
  const Bucket = `bucket-${process.pid}-${count++}`;
  await client.send(new s3.CreateBucketCommand({ Bucket }));
  if (versioning)
    await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: versioning } }));
  return Bucket;
}

const put = (Bucket: string, Key: string, Body: string | Uint8Array = Key, more = {}) =>
  client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Bucket: string, Key: string, more = {}) => {
  const output = await client.send(new s3.GetObjectCommand({ Bucket, Key, ...more }));
  return { ...output, text: await output.Body!.transformToString() };
};

test("PutObject and GetObject keep bytes, headers, metadata and checksum", async () => {
  const Bucket = await newBucket();

  const written = await put(Bucket, "notes/first.txt", "hello", {
    ContentType: "text/plain",
    CacheControl: "no-cache",
    Metadata: { author: "ann" },
  });
  const read = await get(Bucket, "notes/first.txt", { ChecksumMode: "ENABLED" });

  expect(written).toMatchObject({
    ETag: `"${createHash("md5").update("hello").digest("hex")}"`,
    ChecksumCRC32: "NhCmhg==",
    ChecksumType: "FULL_OBJECT",
    ServerSideEncryption: "AES256",
  });
  expect(read).toMatchObject({
    text: "hello",
    AcceptRanges: "bytes",
    ContentLength: 5,
    ContentType: "text/plain",
    CacheControl: "no-cache",
    ChecksumCRC32: "NhCmhg==",
    Metadata: { author: "ann" },
    ETag: written.ETag,
  });
  expect(read.VersionId).toBeUndefined();
});

test.each(["a b/c+d &=?#%.txt", "file%2Fname", "日本語/ключ/ü😀.txt", "slashes//inside//", "/leading", "a/../b", "."])(
  "the key %s survives the way there and back",
  async (Key) => {
    const Bucket = await newBucket();

    await put(Bucket, Key, "x");

    expect((await get(Bucket, Key)).text).toBe("x");
    const { Contents } = await client.send(new s3.ListObjectsV2Command({ Bucket }));
    expect(Contents?.map((entry) => entry.Key)).toEqual([Key]);
  },
);

test("an object of some MB comes back unchanged, and in ranges", async () => {
  const Bucket = await newBucket();
  const body = Buffer.alloc(3_000_000, "0123456789");

  await put(Bucket, "big", body);
  const whole = await client.send(new s3.GetObjectCommand({ Bucket, Key: "big" }));
  const range = await get(Bucket, "big", { Range: "bytes=10-14" });
  const tail = await get(Bucket, "big", { Range: "bytes=-3" });

  expect(Buffer.from(await whole.Body!.transformToByteArray()).equals(body)).toBe(true);
  expect(range).toMatchObject({ text: "01234", ContentRange: "bytes 10-14/3000000", ContentLength: 5 });
  expect(tail.text).toBe("789");
  await expect(get(Bucket, "big", { Range: "bytes=3000000-" })).rejects.toMatchObject({
    name: "InvalidRange",
    message: "The requested range is not satisfiable",
    $metadata: { httpStatusCode: 416 },
  });
});

test("a missing key is NoSuchKey in GetObject and NotFound in HeadObject", async () => {
  const Bucket = await newBucket();

  await expect(get(Bucket, "nothing")).rejects.toMatchObject({
    name: "NoSuchKey",
    message: "The specified key does not exist.",
    Key: "nothing",
  });
  await expect(client.send(new s3.HeadObjectCommand({ Bucket, Key: "nothing" }))).rejects.toMatchObject({
    name: "NotFound",
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new s3.HeadBucketCommand({ Bucket: "no-such-bucket" }))).rejects.toMatchObject({
    name: "NotFound",
  });
  await expect(get("no-such-bucket", "x")).rejects.toMatchObject({
    name: "NoSuchBucket",
    message: "The specified bucket does not exist",
    BucketName: "no-such-bucket",
  });
});

test("bucket names are unique over accounts", async () => {
  const Bucket = await newBucket();
  const stranger = new s3.S3Client(sandbox.client({ account: "111122223333" }));
  const elsewhere = new s3.S3Client(sandbox.client({ region: "eu-west-1" }));

  await expect(stranger.send(new s3.CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: "BucketAlreadyExists",
    $metadata: { httpStatusCode: 409 },
  });
  await client.send(new s3.CreateBucketCommand({ Bucket }));
  await expect(elsewhere.send(new s3.ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
    name: "PermanentRedirect",
  });
  await expect(
    elsewhere.send(
      new s3.CreateBucketCommand({
        Bucket: `${Bucket}-eu`,
        CreateBucketConfiguration: { LocationConstraint: "us-west-1" },
      }),
    ),
  ).rejects.toMatchObject({
    name: "IllegalLocationConstraintException",
    message:
      "The us-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.",
  });
  await expect(client.send(new s3.CreateBucketCommand({ Bucket: "Upper_Case" }))).rejects.toMatchObject({
    name: "InvalidBucketName",
  });
});

test("GetBucketLocation says nothing for us-east-1", async () => {
  const Bucket = await newBucket();
  const europe = new s3.S3Client(sandbox.client({ region: "eu-west-1" }));
  await europe.send(new s3.CreateBucketCommand({ Bucket: `${Bucket}-eu` }));

  const here = await client.send(new s3.GetBucketLocationCommand({ Bucket }));
  const there = await europe.send(new s3.GetBucketLocationCommand({ Bucket: `${Bucket}-eu` }));
  const head = await client.send(new s3.HeadBucketCommand({ Bucket }));

  expect(here.LocationConstraint).toBeUndefined();
  expect(there.LocationConstraint).toBe("eu-west-1");
  expect(head.BucketRegion).toBe("us-east-1");
});

test.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
  "%s is computed and verified",
  async (algorithm) => {
    const Bucket = await newBucket();
    const expected = {
      CRC32: "i9aeUg==",
      CRC32C: "crUfeA==",
      CRC64NVME: "OOJZ0D8xKts=",
      SHA1: "e1AsOh9IyGCa4hLN+2Od7jlnP14=",
      SHA256: "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw=",
    };

    const written = await put(Bucket, "key", "Hello world", { ChecksumAlgorithm: algorithm });

    expect(written[`Checksum${algorithm}`]).toBe(expected[algorithm]);
    await expect(
      put(Bucket, "other", "Hello World!", { [`Checksum${algorithm}`]: expected[algorithm] }),
    ).rejects.toMatchObject({
      name: "BadDigest",
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  },
);

test("conditional writes and reads", async () => {
  const Bucket = await newBucket();
  const { ETag } = await put(Bucket, "key", "1");

  await expect(put(Bucket, "key", "2", { IfNoneMatch: "*" })).rejects.toMatchObject({
    name: "PreconditionFailed",
    message: "At least one of the pre-conditions you specified did not hold",
    Condition: "If-None-Match",
    $metadata: { httpStatusCode: 412 },
  });
  await expect(put(Bucket, "key", "2", { IfMatch: '"00000000000000000000000000000000"' })).rejects.toMatchObject({
    Condition: "If-Match",
  });
  await put(Bucket, "key", "2", { IfMatch: ETag });
  await expect(put(Bucket, "new", "2", { IfMatch: ETag })).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(get(Bucket, "key", { IfMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  const second = (await get(Bucket, "key")).ETag;
  await expect(get(Bucket, "key", { IfNoneMatch: second })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 304 },
  });
});

test("ListObjectsV2 pages through keys and common prefixes", async () => {
  const Bucket = await newBucket();
  for (const key of ["a/1", "a/2", "b", "c/1", "d"]) await put(Bucket, key);

  const first = await client.send(new s3.ListObjectsV2Command({ Bucket, Delimiter: "/", MaxKeys: 2 }));
  const second = await client.send(
    new s3.ListObjectsV2Command({ Bucket, Delimiter: "/", ContinuationToken: first.NextContinuationToken }),
  );
  const inside = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: "a/", StartAfter: "a/1" }));
  const old = await client.send(new s3.ListObjectsCommand({ Bucket, MaxKeys: 2, Marker: "a/1" }));

  expect(first).toMatchObject({ KeyCount: 2, IsTruncated: true, CommonPrefixes: [{ Prefix: "a/" }] });
  expect(first.Contents).toMatchObject([{ Key: "b", Size: 1, StorageClass: "STANDARD" }]);
  expect(second).toMatchObject({ IsTruncated: false, CommonPrefixes: [{ Prefix: "c/" }] });
  expect(second.Contents).toMatchObject([{ Key: "d" }]);
  expect(inside.Contents).toMatchObject([{ Key: "a/2" }]);
  expect(old.Contents).toMatchObject([{ Key: "a/2" }, { Key: "b" }]);
  await expect(client.send(new s3.ListObjectsV2Command({ Bucket, ContinuationToken: "wrong" }))).rejects.toMatchObject({
    name: "InvalidArgument",
    message: "The continuation token provided is incorrect",
  });
});

test("versions, delete markers and their listing", async () => {
  const Bucket = await newBucket("Enabled");
  const first = await put(Bucket, "key", "one");
  const second = await put(Bucket, "key", "two");

  const deleted = await client.send(new s3.DeleteObjectCommand({ Bucket, Key: "key" }));

  expect(deleted).toMatchObject({ DeleteMarker: true });
  await expect(get(Bucket, "key")).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(get(Bucket, "key", { VersionId: deleted.VersionId })).rejects.toMatchObject({
    name: "MethodNotAllowed",
    $metadata: { httpStatusCode: 405 },
  });
  expect((await get(Bucket, "key", { VersionId: first.VersionId })).text).toBe("one");
  const listed = await client.send(new s3.ListObjectVersionsCommand({ Bucket }));
  expect(listed.DeleteMarkers).toMatchObject([{ Key: "key", VersionId: deleted.VersionId, IsLatest: true }]);
  expect(listed.Versions?.map(({ VersionId }) => VersionId)).toEqual([second.VersionId, first.VersionId]);
  await expect(client.send(new s3.DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: "BucketNotEmpty",
    message: "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
  });
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: "key", VersionId: deleted.VersionId }));
  expect((await get(Bucket, "key")).text).toBe("two");
  const Objects = [first, second].map(({ VersionId }) => ({ Key: "key", VersionId }));
  const removed = await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(removed.Deleted).toHaveLength(2);
  await client.send(new s3.DeleteBucketCommand({ Bucket }));
});

test("a multipart upload becomes one object", async () => {
  const Bucket = await newBucket();
  const Key = "parts";
  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key, ContentType: "a/b" }));
  const bodies = [Buffer.alloc(5 * 1024 * 1024, "a"), Buffer.from("end")];
  const Parts = [];
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await client.send(new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  const complete = (parts: object[]) =>
    client.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }));

  await expect(complete(Parts.toReversed())).rejects.toMatchObject({ name: "InvalidPartOrder" });
  await expect(complete([{ PartNumber: 9, ETag: "x" }])).rejects.toMatchObject({ name: "InvalidPart" });
  const listed = await client.send(new s3.ListPartsCommand({ Bucket, Key, UploadId }));
  expect(listed.Parts?.map(({ Size }) => Size)).toEqual([5 * 1024 * 1024, 3]);
  expect((await client.send(new s3.ListMultipartUploadsCommand({ Bucket }))).Uploads).toMatchObject([
    { Key, UploadId },
  ]);
  const done = await complete(Parts);

  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  const second = await get(Bucket, Key, { PartNumber: 2 });
  expect(second).toMatchObject({ text: "end", PartsCount: 2, ContentType: "a/b" });
  await expect(complete(Parts)).rejects.toMatchObject({ name: "NoSuchUpload" });
});

test("a part other than the last must have 5 MB", async () => {
  const Bucket = await newBucket();
  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: "k" }));
  const Parts = [];
  for (const PartNumber of [1, 2]) {
    const { ETag } = await client.send(
      new s3.UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber, Body: "tiny" }),
    );
    Parts.push({ PartNumber, ETag });
  }

  await expect(
    client.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts } })),
  ).rejects.toMatchObject({
    name: "EntityTooSmall",
    message: "Your proposed upload is smaller than the minimum allowed size",
    ProposedSize: "4",
    MinSizeAllowed: "5242880",
  });
  await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key: "k", UploadId }));
  await client.send(new s3.DeleteBucketCommand({ Bucket }));
});

test("CopyObject copies metadata and tags unless told otherwise", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "from here", "text", { Metadata: { a: "1" }, Tagging: "team=blue", ContentType: "text/plain" });
  const CopySource = `${Bucket}/${encodeURIComponent("from here")}`;

  const copied = await client.send(new s3.CopyObjectCommand({ Bucket, Key: "to", CopySource }));

  expect(copied.CopyObjectResult?.ETag).toBe(`"${createHash("md5").update("text").digest("hex")}"`);
  expect(await get(Bucket, "to")).toMatchObject({ text: "text", Metadata: { a: "1" }, TagCount: 1 });
  const tags = await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: "to" }));
  expect(tags.TagSet).toEqual([{ Key: "team", Value: "blue" }]);
  await expect(client.send(new s3.CopyObjectCommand({ Bucket, Key: "from here", CopySource }))).rejects.toMatchObject({
    name: "InvalidRequest",
  });
});

test("presigned URLs put and get", async () => {
  const Bucket = await newBucket();
  const Key = "päth/with space.txt";
  const upload = await getSignedUrl(client, new s3.PutObjectCommand({ Bucket, Key, ContentType: "text/plain" }), {
    expiresIn: 60,
  });
  const download = await getSignedUrl(
    client,
    new s3.GetObjectCommand({ Bucket, Key, ResponseContentDisposition: "attachment" }),
    { expiresIn: 60 },
  );

  const uploaded = await fetch(upload, {
    method: "PUT",
    body: "from a browser",
    headers: { "content-type": "text/plain" },
  });
  const downloaded = await fetch(download);

  expect(uploaded.status).toBe(200);
  expect(await downloaded.text()).toBe("from a browser");
  expect(downloaded.headers.get("content-disposition")).toBe("attachment");
  expect((await fetch(download.replace(/Signature=.{8}/, "Signature=00000000"))).status).toBe(403);
});

test("configurations: defaults, changes, absence", async () => {
  const Bucket = await newBucket();
  const encryption = await client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
  ]);
  const block = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
  expect(block.PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  await expect(client.send(new s3.GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchBucketPolicy",
    message: "The bucket policy does not exist",
  });
  await expect(client.send(new s3.GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchTagSet" });
  await expect(client.send(new s3.GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchCORSConfiguration",
  });

  await client.send(
    new s3.PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
      },
    }),
  );
  const kept = await put(Bucket, "k");
  expect(kept.ServerSideEncryption).toBe("aws:kms");
  expect(kept.SSEKMSKeyId).toMatch(/^arn:aws:kms:us-east-1:000000000000:key\//);
  await expect(put(Bucket, "k", "x", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "my-key" })).rejects.toMatchObject(
    {
      name: "NotEmulated",
    },
  );
});

test("bucket policies: validated, public ones blocked, evaluated for strangers", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "public/page", "hi");
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const set = (Policy: string) => client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  const everyone = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${Bucket}/public/*`,
  };

  await expect(set("[]")).rejects.toMatchObject({
    name: "MalformedPolicy",
    message: "Policies must be valid JSON and the first byte must be '{'",
  });
  await expect(set("{}")).rejects.toMatchObject({ message: "Missing required field Statement" });
  await expect(set(policy({ ...everyone, Resource: "arn:aws:s3:::another/*" }))).rejects.toMatchObject({
    message: "Policy has invalid resource",
  });
  await expect(set(policy(everyone))).rejects.toMatchObject({ name: "AccessDenied" });
  const url = `${sandbox.endpoint}/${Bucket}/public/page`;
  expect((await fetch(url)).status).toBe(403);

  await client.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
  await set(policy(everyone));
  expect(await (await fetch(url)).text()).toBe("hi");
  const stranger = new s3.S3Client(sandbox.client({ account: "111122223333" }));
  await stranger.send(new s3.GetObjectCommand({ Bucket, Key: "public/page" }));
  await expect(stranger.send(new s3.GetObjectCommand({ Bucket, Key: "private" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  await set(policy({ ...everyone, Effect: "Deny", Action: "s3:DeleteObject" }));
  await expect(client.send(new s3.DeleteObjectCommand({ Bucket, Key: "public/page" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  const result = await client.send(
    new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "public/page" }, { Key: "nothing" }] } }),
  );
  expect(result.Deleted).toEqual([{ Key: "nothing" }]);
  expect(result.Errors).toMatchObject([{ Key: "public/page", Code: "AccessDenied" }]);
});

test("tags of objects and buckets", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "k", "x", { Tagging: "a=1&b=two%20words" });

  const { TagSet } = await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: "k" }));

  expect(TagSet).toEqual([
    { Key: "a", Value: "1" },
    { Key: "b", Value: "two words" },
  ]);
  await client.send(new s3.DeleteObjectTaggingCommand({ Bucket, Key: "k" }));
  expect((await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([]);
  const twice = [
    { Key: "Key1", Value: "1" },
    { Key: "Key1", Value: "2" },
  ];
  await expect(
    client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: twice } })),
  ).rejects.toMatchObject({ name: "InvalidTag", message: "Cannot provide multiple Tags with the same key" });
});

test("what is not emulated is refused", async () => {
  const Bucket = await newBucket();
  const NotificationConfiguration = { EventBridgeConfiguration: {} };
  const send = (command: Parameters<typeof client.send>[0]) => client.send(command as s3.HeadBucketCommand);
  for (const command of [
    new s3.PutObjectCommand({ Bucket, Key: "k", Body: "x", StorageClass: "GLACIER" }),
    new s3.PutObjectCommand({ Bucket, Key: "k", Body: "x", WebsiteRedirectLocation: "/x" }),
    new s3.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }),
    new s3.PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
    new s3.GetBucketWebsiteCommand({ Bucket }),
  ])
    await expect(send(command as never)).rejects.toMatchObject({ name: "NotEmulated" });
  await expect(put(Bucket, "k", "x", { ACL: "public-read" })).rejects.toMatchObject({
    name: "AccessControlListNotSupported",
    message: "The bucket does not allow ACLs",
  });
});

test("a conditional multipart upload fails when the key has changed since it began", async () => {
  const Bucket = await newBucket();
  const { ETag: before } = await put(Bucket, "k", "1");
  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: "k" }));
  const { ETag, ChecksumCRC32 } = await client.send(
    new s3.UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber: 1, Body: "2" }),
  );
  await put(Bucket, "k", "1");

  await expect(
    client.send(
      new s3.CompleteMultipartUploadCommand({
        Bucket,
        Key: "k",
        UploadId,
        IfMatch: before,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] },
      }),
    ),
  ).rejects.toMatchObject({ name: "ConditionalRequestConflict", Condition: "If-Match", Key: "k" });
});

test("a composite checksum is the checksum of the parts' checksums", async () => {
  const Bucket = await newBucket();
  const Key = "k";
  const { UploadId, ChecksumType } = await client.send(
    new s3.CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "SHA256" }),
  );
  const { ETag, ChecksumSHA256 } = await client.send(
    new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "abc", ChecksumAlgorithm: "SHA256" }),
  );
  const complete = (part: object) =>
    client.send(
      new s3.CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ...part }] },
      }),
    );

  expect(ChecksumType).toBe("COMPOSITE");
  await expect(complete({})).rejects.toMatchObject({
    message:
      "The upload was created using a sha256 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.",
  });
  const done = await complete({ ChecksumSHA256 });
  const expected = createHash("sha256").update(Buffer.from(ChecksumSHA256!, "base64")).digest("base64");
  expect(done.ChecksumSHA256).toBe(`${expected}-1`);
});

test("Expires and the other headers of content come back", async () => {
  const Bucket = await newBucket();
  const Expires = new Date("2030-01-01T00:00:00Z");
  const headers = { ContentLanguage: "vi", ContentDisposition: "inline", ContentEncoding: "gzip" };

  await put(Bucket, "k", "x", { ...headers, Expires });

  const head = await client.send(new s3.HeadObjectCommand({ Bucket, Key: "k" }));
  expect(head).toMatchObject({ ...headers, ExpiresString: "Tue, 01 Jan 2030 00:00:00 GMT" });
});

test("a stream arrives in signed chunks with its checksum behind it", async () => {
  const Bucket = await newBucket();
  const bytes = Buffer.alloc(200_000, "stream ");

  const written = await client.send(
    new s3.PutObjectCommand({ Bucket, Key: "k", Body: Readable.from([bytes]), ContentLength: bytes.length }),
  );

  expect(written.ChecksumCRC32).toBe(Buffer.from(crc32(bytes).toString(16).padStart(8, "0"), "hex").toString("base64"));
  const { Body, ContentEncoding } = await client.send(new s3.GetObjectCommand({ Bucket, Key: "k" }));
  expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true);
  expect(ContentEncoding).toBeUndefined();
});

test("a copy reaches over Regions and is sent to the destination's", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "k", "far");
  const europe = new s3.S3Client(sandbox.client({ region: "eu-west-1" }));
  await europe.send(new s3.CreateBucketCommand({ Bucket: `${Bucket}-eu` }));

  await europe.send(new s3.CopyObjectCommand({ Bucket: `${Bucket}-eu`, Key: "k", CopySource: `${Bucket}/k` }));

  const { Body } = await europe.send(new s3.GetObjectCommand({ Bucket: `${Bucket}-eu`, Key: "k" }));
  expect(await Body!.transformToString()).toBe("far");
});
