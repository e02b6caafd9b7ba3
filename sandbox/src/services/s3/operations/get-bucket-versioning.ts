import type { GetBucketVersioningCommandInput, GetBucketVersioningCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketVersioning = operation<GetBucketVersioningCommandInput, GetBucketVersioningCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketVersioning", input.Bucket, context)],
  run(input, context) {
    const { versioning } = openBucket(context, input);
    return versioning ? { Status: versioning } : {};
  },
});
