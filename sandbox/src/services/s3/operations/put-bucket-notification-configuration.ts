import type {
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { NotEmulated } from "../../../core/errors.ts";

export const putBucketNotificationConfiguration = operation<
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput
>({
  accepts: ["Bucket", "NotificationConfiguration", "SkipDestinationValidation", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketNotification", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input);
    // An empty configuration is how notifications are turned off, and none are on.
    for (const [kind, value] of Object.entries(input.NotificationConfiguration!))
      if (value !== undefined && !(Array.isArray(value) && !value.length))
        throw new NotEmulated(`s3 PutBucketNotificationConfiguration ${kind}`);
    return {};
  },
});
