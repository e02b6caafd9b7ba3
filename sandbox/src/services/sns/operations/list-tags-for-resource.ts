import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { getTopic, onTopic } from "../topic.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["ResourceArn"],
  access: (input, context) => [onTopic("ListTagsForResource", input.ResourceArn!, context)],
  run(input, context) {
    const { tags } = getTopic(input.ResourceArn!, context);
    return { Tags: Array.from(tags, ([Key, Value]) => ({ Key, Value })) };
  },
});
