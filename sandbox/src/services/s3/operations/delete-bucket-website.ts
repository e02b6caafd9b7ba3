import type { DeleteBucketWebsiteCommandInput, DeleteBucketWebsiteCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deleteBucketWebsite = operation<DeleteBucketWebsiteCommandInput, DeleteBucketWebsiteCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:DeleteBucketWebsite", input.Bucket, context)],
  run(input, context) {
    // There is none to delete, which S3 answers like a deletion.
    openBucket(context, input);
    return {};
  },
});
