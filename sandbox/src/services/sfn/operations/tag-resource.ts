import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { mergeTags, taggedResource } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["resourceArn", "tags"],
  access: (input, context) => on("TagResource", input.resourceArn, context),
  run(input, context) {
    mergeTags(taggedResource(input.resourceArn!, context), input.tags!);
    return {};
  },
});
