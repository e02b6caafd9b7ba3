import type { PutBucketEncryptionCommandInput, PutBucketEncryptionCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { readBucketEncryption } from "../encryption.ts";

export const putBucketEncryption = operation<PutBucketEncryptionCommandInput, PutBucketEncryptionCommandOutput>({
  accepts: ["Bucket", "ServerSideEncryptionConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutEncryptionConfiguration", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    bucket.encryption = readBucketEncryption(input.ServerSideEncryptionConfiguration!.Rules, bucket);
    return {};
  },
});
