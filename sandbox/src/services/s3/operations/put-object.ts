import type { PutObjectCommandInput, PutObjectCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { toBuffer, type WithBody } from "../body.ts";
import { checksumMembers, md5, verifiedChecksum, verifyMd5 } from "../checksum.ts";
import { chooseEncryption, encryptionMembers } from "../encryption.ts";
import { checkKey } from "../key.ts";
import { expirationOf } from "../lifecycle.ts";
import { createObject, readProperties } from "../object.ts";
import { versionMember } from "../object-answer.ts";
import { checkWrite } from "../precondition.ts";
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
    const bucket = openBucket(context, input);
    const key = input.Key!;
    checkKey(key);
    const properties = readProperties("PutObject", input, chooseEncryption("PutObject", input, bucket));
    checkWrite(bucket.current(key), key, input);
    const body = toBuffer(input.Body);
    const contentMd5 = md5(body);
    verifyMd5(input.ContentMD5, contentMd5);
    const checksum = verifiedChecksum(input, body);

    const object = createObject({ key, versionId: bucket.nextVersionId(), now: context.clock.now() }, properties, {
      body,
      checksum,
      etag: contentMd5.toString("hex"),
    });
    bucket.add(object);
    return {
      ETag: `"${object.etag}"`,
      Expiration: expirationOf(bucket, object),
      ...checksumMembers(checksum),
      ...encryptionMembers(object.encryption),
      ...(bucket.versioning === "Enabled" ? versionMember(bucket, object.versionId) : {}),
    };
  },
});
