import type {
  GetBucketNotificationConfigurationCommandInput,
  GetBucketNotificationConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { describeNotifications } from "../notification/configuration.ts";

export const getBucketNotificationConfiguration = operation<
  GetBucketNotificationConfigurationCommandInput,
  GetBucketNotificationConfigurationCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketNotification", input.Bucket, context)],
  run(input, context) {
    const { notifications, tellsBus } = openBucket(context, input);
    return { ...describeNotifications(notifications), ...(tellsBus ? { EventBridgeConfiguration: {} } : {}) };
  },
});
