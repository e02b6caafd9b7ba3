import type { GetTagsCommandInput, GetTagsCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { tagsOf } from "../tags.ts";

export const getTags = operation<GetTagsCommandInput, GetTagsCommandOutput>({
  accepts: ["ResourceArn"],
  access: (input, context) => onPath("GET", `/tags/${encodeURIComponent(input.ResourceArn!)}`, context),
  run: (input, context) => ({ Tags: tagsOf(input.ResourceArn!, context) }),
});
