import type { UploadPartCommandInput, UploadPartCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { toBuffer, type WithBody } from "../body.ts";
import { algorithmOf, checksumMembers, givenChecksum, md5, verifiedChecksum, verifyMd5 } from "../checksum.ts";
import { encryptionMembers } from "../encryption.ts";
import * as errors from "../errors.ts";
import { findUpload, type Upload } from "../upload.ts";
import { checkPartNumber } from "../upload-parts.ts";

type Input = WithBody<UploadPartCommandInput>;

export const uploadPart = operation<Input, UploadPartCommandOutput>({
  accepts: [
    "Bucket",
    "Key",
    "UploadId",
    "PartNumber",
    "Body",
    "ContentLength",
    "ContentMD5",
    "ChecksumAlgorithm",
    "ChecksumCRC32",
    "ChecksumCRC32C",
    "ChecksumCRC64NVME",
    "ChecksumSHA1",
    "ChecksumSHA256",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [onObject("s3:PutObject", input.Bucket, input.Key, context)],
  run(input, context) {
    const upload = findUpload(openBucket(context, input), input);
    checkPartNumber(input.PartNumber!);
    checkAlgorithm(upload, input);
    const body = toBuffer(input.Body);
    const contentMd5 = md5(body);
    verifyMd5(input.ContentMD5, contentMd5);
    const checksum = verifiedChecksum(input, body, upload.algorithm);
    const etag = contentMd5.toString("hex");
    upload.parts.set(input.PartNumber!, {
      number: input.PartNumber!,
      body,
      etag,
      checksum,
      lastModified: context.clock.now(),
    });
    const { ChecksumType: _type, ...checksums } = checksumMembers(checksum);
    return { ETag: `"${etag}"`, ...checksums, ...encryptionMembers(upload.properties.encryption) };
  },
});

function checkAlgorithm(upload: Upload, input: Input): void {
  const actual = givenChecksum(input)?.algorithm ?? algorithmOf(input.ChecksumAlgorithm);
  // A part without a checksum gets the one of the upload's algorithm.
  if (!upload.algorithm || !actual || actual === upload.algorithm) return;
  throw errors.invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`,
  );
}
