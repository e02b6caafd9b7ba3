import type { PutObjectCommandInput, PutObjectCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject } from "../access.ts";
import type { WithBody } from "../body.ts";
import { checksumMembers } from "../checksum.ts";
import { encryptionMembers } from "../encryption.ts";
import { expirationOf } from "../lifecycle.ts";
import { versionMember } from "../object-answer.ts";
import { putNewObject } from "../put.ts";
import { onNewObject, PROPERTY_MEMBERS } from "../write-access.ts";

type Input = WithBody<PutObjectCommandInput>;

export const putObject = operation<Input, PutObjectCommandOutput>({
  accepts: [
    ...PROPERTY_MEMBERS,
    "Body",
    "ContentLength",
    "ContentMD5",
    "ChecksumAlgorithm",
    "ChecksumCRC32",
    "ChecksumCRC32C",
    "ChecksumCRC64NVME",
    "ChecksumSHA1",
    "ChecksumSHA256",
    "IfMatch",
    "IfNoneMatch",
  ],
  access: (input, context) => [
    ...onNewObject(input, context),
    // If-Match reads the ETag of what is there.
    ...(input.IfMatch === undefined ? [] : [onObject("s3:GetObject", input.Bucket, input.Key, context)]),
  ],
  run(input, context) {
    const { bucket, object } = putNewObject(input, "ObjectCreated:Put", context);
    return {
      ETag: `"${object.etag}"`,
      Expiration: expirationOf(bucket, object),
      ...checksumMembers(object.checksum),
      ...encryptionMembers(object.encryption),
      ...(bucket.versioning === "Enabled" ? versionMember(bucket, object.versionId) : {}),
    };
  },
});
