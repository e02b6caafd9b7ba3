import type { UploadPartCopyCommandInput, UploadPartCopyCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, onObject, openBucket, openSource } from "../access.ts";
import { checksumMembers, digest, md5 } from "../checksum.ts";
import { parseCopySource } from "../copy-source.ts";
import { encryptionMembers } from "../encryption.ts";
import * as errors from "../errors.ts";
import { findReadable } from "../object-answer.ts";
import { checkCopySource } from "../precondition.ts";
import { findUpload } from "../upload.ts";
import { checkPartNumber } from "../upload-parts.ts";

export const uploadPartCopy = operation<UploadPartCopyCommandInput, UploadPartCopyCommandOutput>({
  accepts: [
    "Bucket",
    "Key",
    "UploadId",
    "PartNumber",
    "CopySource",
    "CopySourceRange",
    "CopySourceIfMatch",
    "CopySourceIfNoneMatch",
    "CopySourceIfModifiedSince",
    "CopySourceIfUnmodifiedSince",
    "ExpectedBucketOwner",
    "ExpectedSourceBucketOwner",
  ],
  access(input, context) {
    const source = parseCopySource(input.CopySource);
    const actions = { current: "s3:GetObject", version: "s3:GetObjectVersion" };
    return [
      ...onExistingObject(actions, source, context, openSource(context, source.Bucket)),
      onObject("s3:PutObject", input.Bucket, input.Key, context),
    ];
  },
  run(input, context) {
    const source = parseCopySource(input.CopySource);
    const sourceBucket = openSource(context, source.Bucket, input.ExpectedSourceBucketOwner);
    const upload = findUpload(openBucket(context, input), input);
    checkPartNumber(input.PartNumber!);
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
    const body = cut(original.body, input.CopySourceRange);
    const algorithm = upload.algorithm ?? "CRC64NVME";
    const checksum = { algorithm, type: "FULL_OBJECT" as const, value: digest(algorithm, body).toString("base64") };
    const etag = md5(body).toString("hex");
    upload.parts.set(input.PartNumber!, { number: input.PartNumber!, body, etag, checksum, lastModified: now });
    const { ChecksumType: _type, ...checksums } = upload.algorithm ? checksumMembers(checksum) : {};
    return {
      CopyPartResult: { ETag: `"${etag}"`, LastModified: new Date(now), ...checksums },
      ...(sourceBucket.versioning ? { CopySourceVersionId: original.versionId } : {}),
      ...encryptionMembers(upload.properties.encryption),
    };
  },
});

function cut(body: Buffer, range: string | undefined): Buffer {
  if (range === undefined) return body;
  const match = /^bytes=(\d+)-(\d+)$/.exec(range);
  if (!match)
    throw errors.invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      range,
    );
  const [first, last] = [Number(match[1]), Number(match[2])];
  if (first >= body.length)
    throw errors.invalidRequest("The specified copy range is invalid for the source object size");
  if (last >= body.length || last < first)
    throw errors.invalidArgument(
      `Range specified is not valid for source object of size: ${body.length}`,
      "x-amz-copy-source-range",
      range,
    );
  return body.subarray(first, last + 1);
}
