import type { DeleteBucketCorsCommandInput, DeleteBucketCorsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketCors = operation<DeleteBucketCorsCommandInput, DeleteBucketCorsCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketCORS", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).cors = [];
    return {};
  },
});
