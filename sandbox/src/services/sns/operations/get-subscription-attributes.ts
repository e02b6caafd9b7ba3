import type {
  GetSubscriptionAttributesCommandInput,
  GetSubscriptionAttributesCommandOutput,
} from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { checkSubscriptionArn, describeSubscription, getSubscription } from "../subscription.ts";
import { onTopic } from "../topic.ts";

export const getSubscriptionAttributes = operation<
  GetSubscriptionAttributesCommandInput,
  GetSubscriptionAttributesCommandOutput
>({
  accepts: ["SubscriptionArn"],
  access: (input, context) => [
    onTopic("GetSubscriptionAttributes", checkSubscriptionArn(input.SubscriptionArn!), context),
  ],
  run: (input, context) => ({
    Attributes: describeSubscription(getSubscription(input.SubscriptionArn!, context).subscription),
  }),
});
