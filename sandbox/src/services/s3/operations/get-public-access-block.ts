import type { GetPublicAccessBlockCommandInput, GetPublicAccessBlockCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getPublicAccessBlock = operation<GetPublicAccessBlockCommandInput, GetPublicAccessBlockCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketPublicAccessBlock", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (!bucket.publicAccessBlock)
      throw notConfigured(
        "NoSuchPublicAccessBlockConfiguration",
        "The public access block configuration was not found",
        bucket.name,
      );
    return { PublicAccessBlockConfiguration: { ...bucket.publicAccessBlock } };
  },
});
