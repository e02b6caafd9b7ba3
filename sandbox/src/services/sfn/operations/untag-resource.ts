import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { taggedResource } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["resourceArn", "tagKeys"],
  access: (input, context) => on("UntagResource", input.resourceArn, context),
  run(input, context) {
    const tags = taggedResource(input.resourceArn!, context);
    for (const key of input.tagKeys!) tags.delete(key);
    return {};
  },
});
