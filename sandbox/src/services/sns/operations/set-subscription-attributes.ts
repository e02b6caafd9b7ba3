import type {
  SetSubscriptionAttributesCommandInput,
  SetSubscriptionAttributesCommandOutput,
} from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { checkSubscriptionAttribute, parseFilter } from "../subscription-attributes.ts";
import { checkSubscriptionArn, getSubscription } from "../subscription.ts";
import { onTopic } from "../topic.ts";

export const setSubscriptionAttributes = operation<
  SetSubscriptionAttributesCommandInput,
  SetSubscriptionAttributesCommandOutput
>({
  accepts: ["SubscriptionArn", "AttributeName", "AttributeValue"],
  access: (input, context) => [
    onTopic("SetSubscriptionAttributes", checkSubscriptionArn(input.SubscriptionArn!), context),
  ],
  run(input, context) {
    const { topic, subscription } = getSubscription(input.SubscriptionArn!, context);
    const { AttributeName: name = "", AttributeValue: value = "" } = input;
    checkSubscriptionAttribute(name, value, { protocol: subscription.protocol, isFifo: topic.isFifo });
    const after = new Map(subscription.attributes);
    if (value === "") after.delete(name);
    else after.set(name, value);
    if (name.startsWith("FilterPolicy"))
      subscription.filter = parseFilter(after.get("FilterPolicy"), after.get("FilterPolicyScope"));
    subscription.attributes = after;
    return {};
  },
});
