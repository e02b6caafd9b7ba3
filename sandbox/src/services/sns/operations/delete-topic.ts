import type { DeleteTopicCommandInput, DeleteTopicCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { findTopic, onTopic, topics } from "../topic.ts";

/** With its subscriptions; deleting one that does not exist succeeds. */
export const deleteTopic = operation<DeleteTopicCommandInput, DeleteTopicCommandOutput>({
  accepts: ["TopicArn"],
  access: (input, context) => [onTopic("DeleteTopic", input.TopicArn!, context)],
  run(input, context) {
    const topic = findTopic(input.TopicArn!, context);
    if (topic) context.state(topics).delete(topic.name);
    return {};
  },
});
