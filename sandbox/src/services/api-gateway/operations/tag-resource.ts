import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["resourceArn", "tags"],
  access: (input, context) => onPath("PUT", `/tags/${encodeURIComponent(input.resourceArn!)}`, context),
  run(input, context) {
    Object.assign(tagsOf(input.resourceArn!, context), input.tags);
    return {};
  },
});
