import type { ListTopicsCommandInput, ListTopicsCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { page } from "../paging.ts";
import { topicArn, topics } from "../topic.ts";

export const listTopics = operation<ListTopicsCommandInput, ListTopicsCommandOutput>({
  accepts: ["NextToken"],
  access: (_input, context) => [{ action: "sns:ListTopics", resource: topicArn("*", context) }],
  run(input, context) {
    const { items, NextToken } = page([...context.state(topics).values()], input.NextToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken };
  },
});
