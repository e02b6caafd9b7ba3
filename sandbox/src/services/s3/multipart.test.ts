import { createHash } from "node:crypto";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { startS3Test } from "./testing.ts";

const { client, newBucket, put, get, stop } = await startS3Test();
afterAll(stop);

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
