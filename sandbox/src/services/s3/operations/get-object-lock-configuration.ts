import type {
  GetObjectLockConfigurationCommandInput,
  GetObjectLockConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getObjectLockConfiguration = operation<
  GetObjectLockConfigurationCommandInput,
  GetObjectLockConfigurationCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketObjectLockConfiguration", input.Bucket, context)],
  run(input, context) {
    // No bucket has one: PutObjectLockConfiguration is refused.
    throw notConfigured(
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
      openBucket(context, input).name,
    );
  },
});
