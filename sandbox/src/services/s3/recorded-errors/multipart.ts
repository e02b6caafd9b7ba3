import type { ChecksumAlgorithm, ChecksumType } from "@aws-sdk/client-s3";
import { bucket, object, s3, versioned } from "./fixture.ts";

const target = { ...bucket, Key: "multipart" };
const WRONG_SHA256 = Buffer.alloc(32).toString("base64");

const begin = (ChecksumAlgorithm?: string, ChecksumType?: string) =>
  s3.createMultipartUpload({
    ...target,
    ...(ChecksumAlgorithm && { ChecksumAlgorithm: ChecksumAlgorithm as ChecksumAlgorithm }),
    ...(ChecksumType && { ChecksumType: ChecksumType as ChecksumType }),
  });

/** An upload with one part, and what completes it. */
async function uploadOne(
  algorithm?: string,
  type?: string,
): Promise<{ UploadId: string; part: { PartNumber: number; ETag: string; [checksum: string]: unknown } }> {
  const { UploadId } = await begin(algorithm, type);
  const {
    ETag,
    $metadata: _,
    ...rest
  } = await s3.uploadPart({
    ...target,
    UploadId,
    PartNumber: 1,
    Body: "data",
    ...(algorithm && { ChecksumAlgorithm: algorithm as ChecksumAlgorithm }),
  });
  const checksums = Object.fromEntries(
    Object.entries(rest).filter(([name]) => name.startsWith("Checksum") && name !== "ChecksumType"),
  );
  return { UploadId: UploadId!, part: { PartNumber: 1, ETag: ETag!, ...(algorithm && checksums) } };
}

const complete = (UploadId: string, Parts: object[], more: object = {}) =>
  s3.completeMultipartUpload({ ...target, UploadId, MultipartUpload: { Parts }, ...more });

const withoutPartChecksum = (algorithm: string) => async () => {
  const { UploadId, part } = await uploadOne(algorithm, "COMPOSITE");
  await complete(UploadId, [{ PartNumber: 1, ETag: part.ETag }]);
};

const copyRange = (range: string) => async () => {
  const { UploadId } = await begin();
  await s3.uploadPartCopy({
    ...target,
    UploadId,
    PartNumber: 1,
    CopySource: `${object.Bucket}/${object.Key}`,
    CopySourceRange: range,
  });
};

export const multipart = {
  "NoSuchUpload: …": async () => {
    const { UploadId, part } = await uploadOne();
    await complete(UploadId, [part]);
    await s3.listParts({ ...target, UploadId });
  },
  "InvalidArgument: Part number must be an integer between 1 and 10000, inclusive": async () => {
    const { UploadId } = await begin();
    await s3.uploadPart({ ...target, UploadId, PartNumber: -1, Body: "data" });
  },
  "InvalidPartOrder: …": async () => {
    const { UploadId, part } = await uploadOne();
    const { ETag } = await s3.uploadPart({ ...target, UploadId, PartNumber: 2, Body: "data" });
    await complete(UploadId, [{ PartNumber: 2, ETag }, part]);
  },
  "InvalidRequest: You must specify at least one part": async () => complete((await uploadOne()).UploadId, []),
  "EntityTooSmall: Your proposed upload is smaller than the minimum allowed size": async () => {
    const { UploadId, part } = await uploadOne();
    const { ETag } = await s3.uploadPart({ ...target, UploadId, PartNumber: 2, Body: "data" });
    await complete(UploadId, [part, { PartNumber: 2, ETag }]);
  },
  "InvalidPart: …": async () => {
    const { UploadId, part } = await uploadOne();
    await complete(UploadId, [{ ...part, PartNumber: 2 }]);
  },
  "ConditionalRequestConflict: …": async () => {
    const key = { ...versioned, Key: "conflict" };
    await s3.putObject(key);
    const { UploadId } = await s3.createMultipartUpload(key);
    const { ETag } = await s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "data" });
    await s3.deleteObject(key);
    await s3.completeMultipartUpload({
      ...key,
      UploadId,
      MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
      IfNoneMatch: "*",
    });
  },
  "InvalidRequest: Checksum algorithm provided is unsupported. …": () => begin("TEST"),
  "InvalidRequest: The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.": () =>
    begin(undefined, "COMPOSITE"),
  "InvalidRequest: The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.": () =>
    begin("CRC64NVME", "COMPOSITE"),
  "InvalidRequest: The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm.": () =>
    begin("SHA1", "FULL_OBJECT"),
  "InvalidRequest: The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.": () =>
    begin("SHA256", "FULL_OBJECT"),
  "BadDigest: The sha256 you specified for part 1 did not match what we received.": async () => {
    const { UploadId, part } = await uploadOne("SHA256");
    await complete(UploadId, [{ ...part, ChecksumSHA256: WRONG_SHA256 }]);
  },
  "InvalidRequest: The upload was created using the COMPOSITE checksum mode. …": async () => {
    const { UploadId, part } = await uploadOne("SHA256");
    await complete(UploadId, [part], { ChecksumType: "FULL_OBJECT" });
  },
  "InvalidRequest: The upload was created using the FULL_OBJECT checksum mode. …": async () => {
    const { UploadId, part } = await uploadOne("CRC32C", "FULL_OBJECT");
    await complete(UploadId, [part], { ChecksumType: "COMPOSITE" });
  },
  "InvalidRequest: The upload was created using the null checksum mode. …": async () => {
    const { UploadId, part } = await uploadOne();
    await complete(UploadId, [part], { ChecksumType: "FULL_OBJECT" });
  },
  "InvalidRequest: Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32":
    async () => {
      const { UploadId } = await begin("SHA256");
      await s3.uploadPart({ ...target, UploadId, PartNumber: 1, Body: "data", ChecksumAlgorithm: "CRC32" });
    },
  "InvalidRequest: Checksum Type mismatch occurred, expected checksum Type: crc32c, actual checksum Type: crc32":
    async () => {
      const { UploadId } = await begin("CRC32C", "FULL_OBJECT");
      await s3.uploadPart({ ...target, UploadId, PartNumber: 1, Body: "data", ChecksumAlgorithm: "CRC32" });
    },
  "InvalidRequest: The upload was created using a crc32 checksum. …": withoutPartChecksum("CRC32"),
  "InvalidRequest: The upload was created using a crc32c checksum. …": withoutPartChecksum("CRC32C"),
  "InvalidRequest: The upload was created using a sha1 checksum. …": withoutPartChecksum("SHA1"),
  "InvalidRequest: The upload was created using a sha256 checksum. …": withoutPartChecksum("SHA256"),
  "BadDigest: The crc32c you specified did not match the calculated checksum.": async () => {
    const { UploadId, part } = await uploadOne("CRC32C", "FULL_OBJECT");
    await complete(UploadId, [part], { ChecksumCRC32C: "AAAAAA==", ChecksumType: "FULL_OBJECT" });
  },
  "InvalidRequest: The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4":
    async () => {
      const { UploadId, part } = await uploadOne();
      await complete(UploadId, [part], { MpuObjectSize: 5 });
    },
  "InvalidArgument: The x-amz-copy-source-range value must be of the form bytes=first-last …": copyRange("0-8"),
  "InvalidArgument: Range specified is not valid for source object of size: 10": copyRange("bytes=0-100"),
  "InvalidRequest: The specified copy range is invalid for the source object size": copyRange("bytes=100-200"),
};
