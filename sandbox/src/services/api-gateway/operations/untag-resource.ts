import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["resourceArn", "tagKeys"],
  access: (input, context) => onPath("DELETE", `/tags/${encodeURIComponent(input.resourceArn!)}`, context),
  run(input, context) {
    const tags = tagsOf(input.resourceArn!, context);
    for (const key of input.tagKeys!) delete tags[key];
    return {};
  },
});
