import { expect, test } from "vitest";
import { Bucket } from "./bucket.ts";
import { compareKeys, urlEncode } from "./key.ts";
import { applyLifecycle } from "./lifecycle.ts";
import { listKeys } from "./listing.ts";
import { createObject, readProperties } from "./object.ts";
import { isPublicStatement } from "./policy.ts";
import { parseRange } from "./range.ts";

const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 0, 1, 12);

function newBucket(): Bucket {
  return new Bucket("b", { account: "000000000000", region: "us-east-1" }, START);
}

function add(bucket: Bucket, key: string, now: number) {
  const object = createObject(
    { key, versionId: bucket.nextVersionId(), now },
    readProperties("PutObject", {}, { algorithm: "AES256" }),
    { body: Buffer.from(key), checksum: { algorithm: "CRC32", type: "FULL_OBJECT", value: "" } },
  );
  bucket.add(object);
  return object;
}

test("applyLifecycle expires current objects at the midnight after their days", () => {
  const bucket = newBucket();
  add(bucket, "logs/a", START);
  add(bucket, "keep", START);
  bucket.lifecycle = [{ ID: "r", Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 1 } }];

  applyLifecycle(bucket, START + 1.4 * DAY);
  expect(bucket.keys()).toEqual(["keep", "logs/a"]);
  applyLifecycle(bucket, START + 1.6 * DAY);

  expect(bucket.keys()).toEqual(["keep"]);
});

test("applyLifecycle removes noncurrent versions, counted from their successor, and old uploads", () => {
  const bucket = newBucket();
  bucket.versioning = "Enabled";
  add(bucket, "k", START);
  const newer = add(bucket, "k", START + 10 * DAY);
  bucket.lifecycle = [
    { ID: "r", Status: "Enabled", Filter: { Prefix: "" }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
  ];

  applyLifecycle(bucket, START + 39 * DAY);
  expect(bucket.versions("k")).toHaveLength(2);
  applyLifecycle(bucket, START + 41 * DAY);

  expect(bucket.versions("k")).toEqual([newer]);
});

test("applyLifecycle moves objects down the storage classes, small ones only where the rule speaks about sizes", () => {
  const bucket = newBucket();
  const big = add(bucket, "big", START);
  big.body = Buffer.alloc(128 * 1024);
  const small = add(bucket, "small", START);
  const rule = {
    ID: "r",
    Status: "Enabled" as const,
    Filter: { Prefix: "" },
    Transitions: [
      { Days: 90, StorageClass: "GLACIER" as const },
      { Days: 30, StorageClass: "STANDARD_IA" as const },
    ],
  };
  bucket.lifecycle = [rule];
  expect(applyLifecycle(bucket, START + 31 * DAY)).toEqual([{ name: "LifecycleTransition", version: big }]);
  expect([big.storageClass, small.storageClass]).toEqual(["STANDARD_IA", "STANDARD"]);
  bucket.lifecycle = [{ ...rule, Filter: { ObjectSizeGreaterThan: 0 } }];
  applyLifecycle(bucket, START + 91 * DAY);
  expect([big.storageClass, small.storageClass]).toEqual(["GLACIER", "GLACIER"]);
});

test("suspended versioning replaces the null version only", () => {
  const bucket = newBucket();
  bucket.versioning = "Enabled";
  const kept = add(bucket, "k", START);
  bucket.versioning = "Suspended";
  add(bucket, "k", START);

  bucket.delete("k", START);

  expect(bucket.versions("k").map(({ kind, versionId }) => `${kind} ${versionId}`)).toEqual([
    "marker null",
    `object ${kept.versionId}`,
  ]);
});

test("compareKeys sorts by UTF-8 bytes", () => {
  expect(["😀", "\ufb01", "a", "ab", "Z"].sort(compareKeys)).toEqual(["Z", "a", "ab", "\ufb01", "😀"]);
});

test("listKeys starts after a group when the marker lies in it", () => {
  const page = listKeys(["a/1", "a/2", "b"], { prefix: "", delimiter: "/", after: "a/1", maxKeys: 10 });

  expect(page).toMatchObject({ keys: ["b"], commonPrefixes: [], isTruncated: false });
});

test("urlEncode writes keys as S3 does in listings", () => {
  expect(urlEncode("a b/(ü)*~.txt")).toBe("a+b/%28%C3%BC%29*%7E.txt");
});

test.each([
  ["bytes=0-0", { start: 0, end: 1 }],
  ["bytes=5-", { start: 5, end: 10 }],
  ["bytes=-20", { start: 0, end: 10 }],
  ["bytes=5-2", undefined],
  ["bytes=0-1,4-5", undefined],
])("parseRange reads %s of ten bytes", (header, expected) => {
  expect(parseRange(header, 10)).toEqual(expected);
});

test("a policy for everyone is public unless a condition narrows it", () => {
  const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "*" };

  expect(isPublicStatement(statement)).toBe(true);
  expect(
    isPublicStatement({ ...statement, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
  ).toBe(false);
  expect(isPublicStatement({ ...statement, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } })).toBe(true);
});
