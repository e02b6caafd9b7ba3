import * as s3 from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { startS3Test } from "./testing.ts";

const { client, newBucket, put, get, stop } = await startS3Test();
afterAll(stop);

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
