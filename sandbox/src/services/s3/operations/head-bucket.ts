import type { HeadBucketCommandInput, HeadBucketCommandOutput } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { bucketArn, onBucket, openBucket } from "../access.ts";
import { headNotFound } from "../errors.ts";

export const headBucket = operation<HeadBucketCommandInput, HeadBucketCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access(input, context) {
    try {
      return [onBucket("s3:ListBucket", input.Bucket, context)];
    } catch (error) {
      if (error instanceof AwsError && error.code === "NoSuchBucket") throw headNotFound();
      throw error;
    }
  },
  run(input, context) {
    const bucket = openBucket(context, input);
    return { BucketArn: bucketArn(bucket.name), BucketRegion: bucket.region, AccessPointAlias: false };
  },
});
