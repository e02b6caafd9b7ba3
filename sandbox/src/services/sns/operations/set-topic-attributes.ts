import type { SetTopicAttributesCommandInput, SetTopicAttributesCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { checkTopicAttribute } from "../topic-attributes.ts";
import { getTopic, onTopic } from "../topic.ts";

export const setTopicAttributes = operation<SetTopicAttributesCommandInput, SetTopicAttributesCommandOutput>({
  accepts: ["TopicArn", "AttributeName", "AttributeValue"],
  access: (input, context) => [onTopic("SetTopicAttributes", input.TopicArn!, context)],
  run(input, context) {
    const topic = getTopic(input.TopicArn!, context);
    const { AttributeName: name = "", AttributeValue: value = "" } = input;
    checkTopicAttribute(name, value, topic.isFifo);
    if (value === "") topic.attributes.delete(name);
    else topic.attributes.set(name, value);
    return {};
  },
});
