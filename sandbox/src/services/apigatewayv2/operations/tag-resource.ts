import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceArn", "Tags"],
  access: (input, context) => onPath("POST", `/tags/${encodeURIComponent(input.ResourceArn!)}`, context),
  run(input, context) {
    Object.assign(tagsOf(input.ResourceArn!, context), input.Tags);
    return {};
  },
});
