import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceArn", "TagKeys"],
  access: (input, context) => onPath("DELETE", `/tags/${encodeURIComponent(input.ResourceArn!)}`, context),
  run(input, context) {
    const tags = tagsOf(input.ResourceArn!, context);
    for (const key of input.TagKeys!) delete tags[key];
    return {};
  },
});
