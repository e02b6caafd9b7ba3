import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedGroup } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceArn", "TagKeys"],
  access: (input) => onTagged("UntagResource", input.ResourceArn!),
  run(input, context) {
    const { tags } = taggedGroup(input.ResourceArn!, context);
    for (const key of input.TagKeys!) tags.delete(key);
    return {};
  },
});
