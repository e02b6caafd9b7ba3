import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { addTags, checkTags, tagConditions } from "../tags.ts";
import { getTopic, onTopic } from "../topic.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceArn", "Tags"],
  access: (input, context) => [onTopic("TagResource", input.ResourceArn!, context, tagConditions(input.Tags))],
  run(input, context) {
    const topic = getTopic(input.ResourceArn!, context);
    checkTags(input.Tags ?? []);
    addTags(topic, input.Tags ?? []);
    return {};
  },
});
