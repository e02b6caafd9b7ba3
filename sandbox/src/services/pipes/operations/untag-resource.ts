import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onTagged, tagsOf } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["resourceArn", "tagKeys"],
  access: (input) => onTagged("UntagResource", input.resourceArn),
  run(input, context) {
    const tags = tagsOf(input.resourceArn!, context);
    for (const key of input.tagKeys!) tags.delete(key);
    return {};
  },
});
