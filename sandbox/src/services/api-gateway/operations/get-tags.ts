import type { GetTagsCommandInput, GetTagsCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const getTags = operation<GetTagsCommandInput, GetTagsCommandOutput>({
  accepts: ["resourceArn"],
  access: (input, context) => onPath("GET", `/tags/${encodeURIComponent(input.resourceArn!)}`, context),
  run: (input, context) => ({ tags: tagsOf(input.resourceArn!, context) }),
});
