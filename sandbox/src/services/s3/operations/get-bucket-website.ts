import type { GetBucketWebsiteCommandInput, GetBucketWebsiteCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getBucketWebsite = operation<GetBucketWebsiteCommandInput, GetBucketWebsiteCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketWebsite", input.Bucket, context)],
  run(input, context) {
    // No bucket has one: PutBucketWebsite is refused.
    throw notConfigured(
      "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration",
      openBucket(context, input).name,
    );
  },
});
