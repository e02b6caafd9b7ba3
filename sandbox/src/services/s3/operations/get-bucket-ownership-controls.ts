import type {
  GetBucketOwnershipControlsCommandInput,
  GetBucketOwnershipControlsCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getBucketOwnershipControls = operation<
  GetBucketOwnershipControlsCommandInput,
  GetBucketOwnershipControlsCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketOwnershipControls", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (!bucket.ownership)
      throw notConfigured(
        "OwnershipControlsNotFoundError",
        "The bucket ownership controls were not found",
        bucket.name,
      );
    return { OwnershipControls: { Rules: [{ ObjectOwnership: bucket.ownership }] } };
  },
});
