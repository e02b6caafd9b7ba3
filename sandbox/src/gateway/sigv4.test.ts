import { expect, test } from "vitest";
import type { HttpRequest } from "../core/http.ts";
import { unchunk } from "./chunked.ts";
import { chunkSignature, isSignedBody, isSignedWith, readSignature, type Signature } from "./sigv4.ts";

// The worked examples of the Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)": GET Object, presigned URL, and
// the upload in chunks. Every other test signs with the SDK's own signer.
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
const SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

function request(parts: Partial<HttpRequest>): HttpRequest {
  const rawQuery = parts.rawQuery ?? "";
  return {
    method: "GET",
    path: "/",
    headers: {},
    host: "s3.amazonaws.com",
    body: Buffer.alloc(0),
    remoteAddress: "127.0.0.1",
    ...parts,
    rawQuery,
    query: new URLSearchParams(rawQuery),
  };
}

function read(parts: HttpRequest): Signature {
  const signature = readSignature(parts);
  if (typeof signature !== "object") throw new Error(String(signature));
  return signature;
}

const getObject = request({
  path: "/test.txt",
  headers: {
    host: "examplebucket.s3.amazonaws.com",
    range: "bytes=0-9",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-amz-date": "20130524T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`,
  },
});

const chunkedPut = request({
  method: "PUT",
  path: "/examplebucket/chunkObject.txt",
  headers: {
    host: "s3.amazonaws.com",
    "x-amz-date": "20130524T000000Z",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    "content-length": "66824",
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=${SEED}`,
  },
});

/** The chunks of the example: 64 KB, 1 KB, and the empty one that ends the body, each with the signature the reference prints. */
const CHUNKS: [Buffer, string][] = [
  [Buffer.alloc(65_536, "a"), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"],
  [Buffer.alloc(1024, "a"), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"],
  [Buffer.alloc(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"],
];

function frame(chunks: [Buffer, string][]): Buffer {
  return Buffer.concat(
    chunks.flatMap(([chunk, signature]) => [
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signature}\r\n`),
      chunk,
      Buffer.from("\r\n"),
    ]),
  );
}

const credential = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: SECRET,
  principal: { type: "anonymous", account: "anonymous", arn: "anonymous" },
} as const;

test("isSignedWith accepts the reference's GET Object, and nothing that differs from it", () => {
  const signature = read(getObject);

  expect(isSignedWith(SECRET, signature, getObject)).toBe(true);
  expect(isSignedWith("another", signature, getObject)).toBe(false);
  expect(isSignedWith(SECRET, signature, { ...getObject, path: "/other.txt" })).toBe(false);
  expect(isSignedWith(SECRET, signature, { ...getObject, rawQuery: "versionId=1" })).toBe(false);
  expect(
    isSignedWith(SECRET, signature, { ...getObject, headers: { ...getObject.headers, range: "bytes=0-99" } }),
  ).toBe(false);
  expect(isSignedBody(getObject)).toBe(true);
  expect(isSignedBody({ ...getObject, body: Buffer.from("changed") })).toBe(false);
});

test("isSignedWith accepts the reference's presigned URL", () => {
  const presigned = request({
    path: "/test.txt",
    headers: { host: "examplebucket.s3.amazonaws.com" },
    rawQuery: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(SCOPE)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  });

  expect(isSignedWith(SECRET, read(presigned), presigned)).toBe(true);
  const longer = request({ ...presigned, rawQuery: presigned.rawQuery.replace("86400", "96400") });
  expect(isSignedWith(SECRET, read(longer), longer)).toBe(false);
});

test("chunkSignature gives the reference's chain of signatures, beginning with the request's own", () => {
  const signature = read(chunkedPut);

  expect(isSignedWith(SECRET, signature, chunkedPut)).toBe(true);
  let previous = SEED;
  for (const [chunk, expected] of CHUNKS) {
    expect(chunkSignature(SECRET, signature, previous, chunk)).toBe(expected);
    previous = expected;
  }
});

test("unchunk takes the framing off signed chunks and refuses a changed or truncated one", () => {
  const signature = read(chunkedPut);
  const body = frame(CHUNKS);

  const plain = unchunk({ ...chunkedPut, body }, credential, signature);

  expect(plain.body).toEqual(Buffer.alloc(66_560, "a"));
  expect(plain.headers["content-length"]).toBe("66560");
  expect(plain.headers).not.toHaveProperty("content-encoding");
  const changed = Buffer.from(body);
  changed[200] = 0x62;
  expect(() => unchunk({ ...chunkedPut, body: changed }, credential, signature)).toThrow(/chunk signature/);
  expect(() => unchunk({ ...chunkedPut, body: body.subarray(0, 5000) }, credential, signature)).toThrow(
    /terminated unexpectedly/,
  );
});

test("unchunk reads trailers of an unsigned body as headers", () => {
  const headers = {
    "content-encoding": "gzip, aws-chunked",
    "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "x-amz-decoded-content-length": "5",
  };
  const body = Buffer.from("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");

  const plain = unchunk(request({ headers, body }), undefined, undefined);

  expect(plain.body.toString()).toBe("hello");
  expect(plain.headers).toMatchObject({ "x-amz-checksum-crc32": "NhCmhg==", "content-encoding": "gzip" });
});

test.each([
  "AWS4-HMAC-SHA256 nonsense",
  "Basic abc",
  "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00",
])("readSignature finds %s malformed", (authorization) => {
  expect(readSignature(request({ headers: { authorization, "x-amz-date": "20130524T000000Z" } }))).toBe("malformed");
});
