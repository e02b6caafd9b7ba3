import type { ConfirmSubscriptionCommandInput, ConfirmSubscriptionCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { invalidParameter, invalidText } from "../errors.ts";
import { findTopic, onTopic } from "../topic.ts";

/** Who has the token may confirm, also without a signature (the SubscribeURL). */
export const confirmSubscription = operation<ConfirmSubscriptionCommandInput, ConfirmSubscriptionCommandOutput>({
  accepts: ["TopicArn", "Token", "AuthenticateOnUnsubscribe"],
  access: (input, context) =>
    context.principal.type === "anonymous" ? [] : [onTopic("ConfirmSubscription", input.TopicArn!, context)],
  run(input, context) {
    const token = input.Token!;
    const topic = findTopic(input.TopicArn!, context);
    if (!topic) throw invalidParameter(context.principal.type === "anonymous" ? "Topic" : "Token");
    if (!/^[0-9a-f]{256}$/.test(token)) throw invalidText("Invalid token");
    const subscription = [...topic.subscriptions.values()].find((each) => each.token === token);
    if (!subscription) throw invalidParameter("Token");
    subscription.token = undefined;
    subscription.authenticatesUnsubscribe = input.AuthenticateOnUnsubscribe === "true";
    return { SubscriptionArn: subscription.arn };
  },
});
