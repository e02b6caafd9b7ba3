import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { getTopic, onTopic } from "../topic.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceArn", "TagKeys"],
  access: (input, context) => [
    onTopic("UntagResource", input.ResourceArn!, context, { "aws:TagKeys": input.TagKeys ?? [] }),
  ],
  run(input, context) {
    const { tags } = getTopic(input.ResourceArn!, context);
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  },
});
