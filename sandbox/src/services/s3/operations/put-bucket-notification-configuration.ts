import type {
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { destinationsNotValid } from "../errors.ts";
import { readNotifications } from "../notification/configuration.ts";
import { watchLifecycle } from "../notification/lifecycle-timer.ts";
import { mayInvoke } from "../notification/notify.ts";

export const putBucketNotificationConfiguration = operation<
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput
>({
  accepts: ["Bucket", "NotificationConfiguration", "SkipDestinationValidation", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketNotification", input.Bucket, context)],
  async run(input, context) {
    const bucket = openBucket(context, input);
    const notifications = readNotifications(input.NotificationConfiguration!, bucket);
    // Queues and topics get a test event; of functions S3 asks only whether it may invoke them.
    if (!input.SkipDestinationValidation) {
      const refused: string[] = [];
      for (const { LambdaFunctionArn } of notifications)
        if (!(await mayInvoke(LambdaFunctionArn!, bucket, context))) refused.push(LambdaFunctionArn!);
      if (refused.length) throw destinationsNotValid(refused);
    }
    bucket.notifications = notifications;
    watchLifecycle(bucket, context);
    return {};
  },
});
