import type { DeleteBucketLifecycleCommandInput, DeleteBucketLifecycleCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketLifecycle = operation<DeleteBucketLifecycleCommandInput, DeleteBucketLifecycleCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutLifecycleConfiguration", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).lifecycle = [];
    return {};
  },
});
