import type { ListSubscriptionsCommandInput, ListSubscriptionsCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { page } from "../paging.ts";
import { listed } from "../subscription.ts";
import { topicArn, topics } from "../topic.ts";

export const listSubscriptions = operation<ListSubscriptionsCommandInput, ListSubscriptionsCommandOutput>({
  accepts: ["NextToken"],
  access: (_input, context) => [{ action: "sns:ListSubscriptions", resource: topicArn("*", context) }],
  run(input, context) {
    const all = [...context.state(topics).values()].flatMap(({ subscriptions }) => [...subscriptions.values()]);
    const { items, NextToken } = page(all, input.NextToken);
    return { Subscriptions: items.map(listed), NextToken };
  },
});
