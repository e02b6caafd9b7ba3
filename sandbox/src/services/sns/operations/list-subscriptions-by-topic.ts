import type { ListSubscriptionsByTopicCommandInput, ListSubscriptionsByTopicCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { page } from "../paging.ts";
import { listed } from "../subscription.ts";
import { getTopic, onTopic } from "../topic.ts";

export const listSubscriptionsByTopic = operation<
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput
>({
  accepts: ["TopicArn", "NextToken"],
  access: (input, context) => [onTopic("ListSubscriptionsByTopic", input.TopicArn!, context)],
  run(input, context) {
    const { subscriptions } = getTopic(input.TopicArn!, context);
    const { items, NextToken } = page([...subscriptions.values()], input.NextToken);
    return { Subscriptions: items.map(listed), NextToken };
  },
});
