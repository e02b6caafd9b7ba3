import type { GetBucketPolicyCommandInput, GetBucketPolicyCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getBucketPolicy = operation<GetBucketPolicyCommandInput, GetBucketPolicyCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketPolicy", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (bucket.policy === undefined)
      throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.name);
    return { Policy: bucket.policy };
  },
});
