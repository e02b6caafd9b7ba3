import type { UnsubscribeCommandInput, UnsubscribeCommandOutput } from "@aws-sdk/client-sns";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { checkSubscriptionArn, findSubscription } from "../subscription.ts";
import { onTopic } from "../topic.ts";

/** Also without a signature (the UnsubscribeURL), unless the one who confirmed wanted otherwise. */
export const unsubscribe = operation<UnsubscribeCommandInput, UnsubscribeCommandOutput>({
  accepts: ["SubscriptionArn"],
  access(input, context) {
    const topic = checkSubscriptionArn(input.SubscriptionArn!);
    return context.principal.type === "anonymous" ? [] : [onTopic("Unsubscribe", topic, context)];
  },
  run(input, context) {
    const found = findSubscription(input.SubscriptionArn!, context);
    if (!found) return {};
    const { topic, subscription } = found;
    if (context.principal.type === "anonymous" && subscription.authenticatesUnsubscribe)
      throw new AwsError("AuthorizationErrorException", "Access denied");
    topic.subscriptions.delete(subscription.arn);
    topic.deletedSubscriptions++;
    return {};
  },
});
