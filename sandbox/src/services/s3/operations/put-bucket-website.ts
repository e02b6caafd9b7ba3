import type { PutBucketWebsiteCommandInput, PutBucketWebsiteCommandOutput } from "@aws-sdk/client-s3";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onBucket } from "../access.ts";
import { WEBSITE_ADVICE } from "../website.ts";

/** Refused with advice; in the table only for the sake of its text. */
export const putBucketWebsite = operation<PutBucketWebsiteCommandInput, PutBucketWebsiteCommandOutput>({
  accepts: ["Bucket", "WebsiteConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketWebsite", input.Bucket, context)],
  run() {
    throw new NotEmulated(`s3 PutBucketWebsite (${WEBSITE_ADVICE})`);
  },
});
