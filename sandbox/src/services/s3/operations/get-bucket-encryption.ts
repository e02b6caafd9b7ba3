import type { GetBucketEncryptionCommandInput, GetBucketEncryptionCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketEncryption = operation<GetBucketEncryptionCommandInput, GetBucketEncryptionCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetEncryptionConfiguration", input.Bucket, context)],
  run(input, context) {
    const { encryption } = openBucket(context, input);
    if (!encryption) return {};
    return {
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: encryption.algorithm },
            BucketKeyEnabled: encryption.bucketKey,
          },
        ],
      },
    };
  },
});
