import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedBy } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceARN", "TagKeys"],
  access: (input) => onTagged("UntagResource", input.ResourceARN!),
  run(input, context) {
    const tags = taggedBy(input.ResourceARN!, context);
    for (const key of input.TagKeys!) tags.delete(key);
    return {};
  },
});
