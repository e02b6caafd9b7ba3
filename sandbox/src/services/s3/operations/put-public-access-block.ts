import type { PutPublicAccessBlockCommandInput, PutPublicAccessBlockCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const putPublicAccessBlock = operation<PutPublicAccessBlockCommandInput, PutPublicAccessBlockCommandOutput>({
  accepts: ["Bucket", "PublicAccessBlockConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketPublicAccessBlock", input.Bucket, context)],
  run(input, context) {
    const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } =
      input.PublicAccessBlockConfiguration!;
    openBucket(context, input).publicAccessBlock = {
      BlockPublicAcls: BlockPublicAcls ?? false,
      IgnorePublicAcls: IgnorePublicAcls ?? false,
      BlockPublicPolicy: BlockPublicPolicy ?? false,
      RestrictPublicBuckets: RestrictPublicBuckets ?? false,
    };
    return {};
  },
});
