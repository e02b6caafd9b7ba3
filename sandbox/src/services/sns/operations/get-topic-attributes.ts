import type { GetTopicAttributesCommandInput, GetTopicAttributesCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { describeTopic } from "../topic-attributes.ts";
import { getTopic, onTopic } from "../topic.ts";

export const getTopicAttributes = operation<GetTopicAttributesCommandInput, GetTopicAttributesCommandOutput>({
  accepts: ["TopicArn"],
  access: (input, context) => [onTopic("GetTopicAttributes", input.TopicArn!, context)],
  run: (input, context) => ({ Attributes: describeTopic(getTopic(input.TopicArn!, context)) }),
});
