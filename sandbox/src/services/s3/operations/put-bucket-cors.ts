import type { PutBucketCorsCommandInput, PutBucketCorsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { checkCorsRules } from "../cors.ts";

export const putBucketCors = operation<PutBucketCorsCommandInput, PutBucketCorsCommandOutput>({
  accepts: ["Bucket", "CORSConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketCORS", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    bucket.cors = checkCorsRules(input.CORSConfiguration!.CORSRules);
    return {};
  },
});
