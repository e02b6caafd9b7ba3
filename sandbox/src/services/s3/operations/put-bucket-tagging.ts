import type { PutBucketTaggingCommandInput, PutBucketTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { readTags } from "../tagging.ts";

export const putBucketTagging = operation<PutBucketTaggingCommandInput, PutBucketTaggingCommandOutput>({
  accepts: ["Bucket", "Tagging", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketTagging", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).tags = readTags(input.Tagging!.TagSet, "bucket");
    return {};
  },
});
