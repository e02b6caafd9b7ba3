import type { GetBucketTaggingCommandInput, GetBucketTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";
import { tagSet } from "../tagging.ts";

export const getBucketTagging = operation<GetBucketTaggingCommandInput, GetBucketTaggingCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketTagging", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (!bucket.tags.size) throw notConfigured("NoSuchTagSet", "The TagSet does not exist", bucket.name);
    return { TagSet: tagSet(bucket.tags) };
  },
});
