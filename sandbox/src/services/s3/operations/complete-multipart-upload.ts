import type { CompleteMultipartUploadCommandInput, CompleteMultipartUploadCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { type Checksum, checksumMembers, givenChecksum } from "../checksum.ts";
import { encryptionMembers } from "../encryption.ts";
import * as errors from "../errors.ts";
import { urlEncode } from "../key.ts";
import { expirationOf } from "../lifecycle.ts";
import { createObject, type ObjectPart } from "../object.ts";
import { notify } from "../notification/notify.ts";
import { versionMember } from "../object-answer.ts";
import { checkWrite } from "../precondition.ts";
import { findUpload, type Part, type Upload } from "../upload.ts";
import { chooseParts, multipartChecksum, multipartEtag } from "../upload-parts.ts";

type Input = CompleteMultipartUploadCommandInput;

export const completeMultipartUpload = operation<Input, CompleteMultipartUploadCommandOutput>({
  accepts: [
    "Bucket",
    "Key",
    "UploadId",
    "MultipartUpload",
    "ChecksumCRC32",
    "ChecksumCRC32C",
    "ChecksumCRC64NVME",
    "ChecksumSHA1",
    "ChecksumSHA256",
    "ChecksumType",
    "MpuObjectSize",
    "IfMatch",
    "IfNoneMatch",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [
    onObject("s3:PutObject", input.Bucket, input.Key, context),
    // If-Match reads the ETag of what is there.
    ...(input.IfMatch === undefined ? [] : [onObject("s3:GetObject", input.Bucket, input.Key, context)]),
  ],
  run(input, context) {
    const bucket = openBucket(context, input);
    const upload = findUpload(bucket, input);
    const key = input.Key!;
    checkWrite(bucket.current(key), key, input);
    // A condition also fails when the key has changed since the upload began, whatever it holds now.
    if ((input.IfMatch ?? input.IfNoneMatch) !== undefined && bucket.lastChange(key) !== upload.keyChange)
      throw errors.conditionalConflict(input.IfMatch === undefined ? "If-None-Match" : "If-Match", key);
    const parts = chooseParts(upload, input.MultipartUpload?.Parts ?? []);
    const body = Buffer.concat(parts.map((part) => part.body));
    if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== body.length)
      throw errors.invalidRequest(
        `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${body.length}`,
      );
    const checksum = multipartChecksum(upload, parts, body);
    checkGiven(upload, checksum, input);

    const object = createObject(
      { key, versionId: bucket.nextVersionId(), now: context.clock.now() },
      upload.properties,
      {
        body,
        checksum,
        etag: multipartEtag(parts),
        parts: place(parts),
      },
    );
    bucket.add(object);
    notify(bucket, { name: "ObjectCreated:CompleteMultipartUpload", version: object }, context);
    bucket.uploads.delete(upload.id);
    return {
      Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${urlEncode(key)}`,
      Bucket: bucket.name,
      Key: key,
      ETag: `"${object.etag}"`,
      Expiration: expirationOf(bucket, object),
      ...checksumMembers(checksum),
      ...encryptionMembers(object.encryption),
      ...(bucket.versioning === "Enabled" ? versionMember(bucket, object.versionId) : {}),
    };
  },
});

function checkGiven(upload: Upload, checksum: Checksum, input: Input): void {
  if (input.ChecksumType !== undefined && input.ChecksumType !== upload.checksumType)
    throw errors.invalidRequest(
      `The upload was created using the ${upload.checksumType ?? "null"} checksum mode. The complete request must use the same checksum mode.`,
    );
  const given = givenChecksum(input);
  const stripParts = (value: string) => value.replace(/-\d+$/, "");
  if (!given || (!upload.algorithm && given.algorithm !== checksum.algorithm)) return;
  if (given.algorithm !== checksum.algorithm || stripParts(given.value) !== stripParts(checksum.value))
    throw errors.badDigest(checksum.algorithm.toLowerCase());
}

/** Where each part lies in the object, for reads by part number. */
function place(parts: Part[]): ObjectPart[] {
  let start = 0;
  return parts.map(({ number, body, checksum }) => {
    const placed = { number, start, size: body.length, checksum };
    start += body.length;
    return placed;
  });
}
