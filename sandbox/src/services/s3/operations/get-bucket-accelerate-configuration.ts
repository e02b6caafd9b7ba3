import type {
  GetBucketAccelerateConfigurationCommandInput,
  GetBucketAccelerateConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketAccelerateConfiguration = operation<
  GetBucketAccelerateConfigurationCommandInput,
  GetBucketAccelerateConfigurationCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetAccelerateConfiguration", input.Bucket, context)],
  run(input, context) {
    // Acceleration is refused: no bucket has ever had a status.
    openBucket(context, input);
    return {};
  },
});
