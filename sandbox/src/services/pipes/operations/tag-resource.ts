import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onTagged, tagsOf } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["resourceArn", "tags"],
  access: (input) => onTagged("TagResource", input.resourceArn),
  run(input, context) {
    const tags = tagsOf(input.resourceArn!, context);
    for (const [key, value] of Object.entries(input.tags!)) tags.set(key, value);
    return {};
  },
});
