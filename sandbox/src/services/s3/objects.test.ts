import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import * as s3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, expect, test } from "vitest";
import { startS3Test } from "./testing.ts";

const { sandbox, client, newBucket, put, get, stop } = await startS3Test();
afterAll(stop);

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

test("an archived object is listed and described, and not read", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "k", "x", { StorageClass: "GLACIER" });
  const head = await client.send(new s3.HeadObjectCommand({ Bucket, Key: "k" }));
  expect(head.StorageClass).toBe("GLACIER");
  const archived = { name: "InvalidObjectState", message: "The operation is not valid for the object's storage class" };
  await expect(get(Bucket, "k")).rejects.toMatchObject({ ...archived, StorageClass: "GLACIER" });
  await expect(
    client.send(new s3.CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/k` })),
  ).rejects.toMatchObject(archived);
});
