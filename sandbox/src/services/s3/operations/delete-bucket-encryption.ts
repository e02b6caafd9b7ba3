import type { DeleteBucketEncryptionCommandInput, DeleteBucketEncryptionCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketEncryption = operation<
  DeleteBucketEncryptionCommandInput,
  DeleteBucketEncryptionCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutEncryptionConfiguration", input.Bucket, context)],
  run(input, context) {
    // Back to the default that every bucket has.
    openBucket(context, input).encryption = { algorithm: "AES256", bucketKey: false };
    return {};
  },
});
