import type { DeleteBucketTaggingCommandInput, DeleteBucketTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketTagging = operation<DeleteBucketTaggingCommandInput, DeleteBucketTaggingCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketTagging", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).tags = new Map();
    return {};
  },
});
