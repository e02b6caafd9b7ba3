import type { DeleteBucketPolicyCommandInput, DeleteBucketPolicyCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketPolicy = operation<DeleteBucketPolicyCommandInput, DeleteBucketPolicyCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:DeleteBucketPolicy", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).policy = undefined;
    return {};
  },
});
