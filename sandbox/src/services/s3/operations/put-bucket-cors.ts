import type { PutBucketCorsCommandInput, PutBucketCorsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { CORS_RULES } from "../limits.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];

export const putBucketCors = operation<PutBucketCorsCommandInput, PutBucketCorsCommandOutput>({
  accepts: ["Bucket", "CORSConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketCORS", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const rules = input.CORSConfiguration!.CORSRules;
    if (!rules?.length || rules.length > CORS_RULES) throw malformedXml();
    for (const method of rules.flatMap(({ AllowedMethods }) => AllowedMethods ?? []))
      if (!METHODS.includes(method))
        throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    bucket.cors = rules;
    return {};
  },
});
