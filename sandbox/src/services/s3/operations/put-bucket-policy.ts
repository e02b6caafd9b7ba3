import type { PutBucketPolicyCommandInput, PutBucketPolicyCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { bucketArn, onBucket, openBucket } from "../access.ts";
import { accessDenied } from "../errors.ts";
import { checkPolicy, isPublicStatement } from "../policy.ts";

export const putBucketPolicy = operation<PutBucketPolicyCommandInput, PutBucketPolicyCommandOutput>({
  accepts: ["Bucket", "Policy", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketPolicy", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const arn = bucketArn(bucket.name);
    const policy = checkPolicy(input.Policy!, arn);
    if (bucket.publicAccessBlock?.BlockPublicPolicy && policy.Statement.some(isPublicStatement))
      throw accessDenied(
        `User: ${context.principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${arn}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      );
    bucket.policy = input.Policy;
    return {};
  },
});
