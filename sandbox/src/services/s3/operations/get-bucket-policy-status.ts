import type { GetBucketPolicyStatusCommandInput, GetBucketPolicyStatusCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";
import { isPublicStatement, parsePolicy } from "../policy.ts";

export const getBucketPolicyStatus = operation<GetBucketPolicyStatusCommandInput, GetBucketPolicyStatusCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketPolicyStatus", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (bucket.policy === undefined)
      throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.name);
    return { PolicyStatus: { IsPublic: parsePolicy(bucket.policy).Statement.some(isPublicStatement) } };
  },
});
