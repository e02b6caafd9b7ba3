import type {
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { destinationsNotValid } from "../errors.ts";
import { readNotifications } from "../notification/configuration.ts";
import { watchLifecycle } from "../notification/lifecycle-timer.ts";
import { refusalOf, type Refusal } from "../notification/target.ts";

export const putBucketNotificationConfiguration = operation<
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput
>({
  accepts: ["Bucket", "NotificationConfiguration", "SkipDestinationValidation", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketNotification", input.Bucket, context)],
  async run(input, context) {
    const bucket = openBucket(context, input);
    const notifications = readNotifications(input.NotificationConfiguration!, bucket);
    if (!input.SkipDestinationValidation) {
      const refused: Refusal[] = [];
      for (const { arn } of notifications) {
        const refusal = await refusalOf(arn, bucket, context);
        if (refusal) refused.push(refusal);
      }
      if (refused.length) throw destinationsNotValid(refused);
    }
    bucket.notifications = notifications;
    bucket.tellsBus = input.NotificationConfiguration!.EventBridgeConfiguration !== undefined;
    watchLifecycle(bucket, context);
    return {};
  },
});
