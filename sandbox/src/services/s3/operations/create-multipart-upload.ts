import type { CreateMultipartUploadCommandInput, CreateMultipartUploadCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { openBucket } from "../access.ts";
import { algorithmOf } from "../checksum.ts";
import { chooseEncryption, encryptionMembers } from "../encryption.ts";
import { checkKey } from "../key.ts";
import { readProperties } from "../object.ts";
import { chooseChecksumType, createUploadId, type Upload } from "../upload.ts";
import { onNewObject, PROPERTY_MEMBERS } from "../write-access.ts";

export const createMultipartUpload = operation<CreateMultipartUploadCommandInput, CreateMultipartUploadCommandOutput>({
  accepts: [...PROPERTY_MEMBERS, "ChecksumAlgorithm", "ChecksumType"],
  access: (input, context) => onNewObject(input, context),
  run(input, context) {
    const bucket = openBucket(context, input);
    checkKey(input.Key!);
    const encryption = chooseEncryption("CreateMultipartUpload", input, bucket);
    const algorithm = algorithmOf(input.ChecksumAlgorithm);
    const { principal } = context;
    const upload: Upload = {
      id: createUploadId(),
      key: input.Key!,
      initiatedAt: context.clock.now(),
      keyChange: bucket.lastChange(input.Key!),
      initiator: { arn: principal.arn, id: "userId" in principal ? principal.userId : principal.arn },
      properties: readProperties("CreateMultipartUpload", input, encryption),
      algorithm,
      checksumType: chooseChecksumType(algorithm, input.ChecksumType),
      parts: new Map(),
    };
    bucket.uploads.set(upload.id, upload);
    return {
      Bucket: bucket.name,
      Key: upload.key,
      UploadId: upload.id,
      ...(algorithm ? { ChecksumAlgorithm: algorithm, ChecksumType: upload.checksumType } : {}),
      ...encryptionMembers(encryption),
    };
  },
});
