import type { GetBucketCorsCommandInput, GetBucketCorsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getBucketCors = operation<GetBucketCorsCommandInput, GetBucketCorsCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketCORS", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (!bucket.cors.length)
      throw notConfigured("NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket.name);
    return { CORSRules: bucket.cors };
  },
});
