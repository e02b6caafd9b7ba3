import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onTagged, tagsOf } from "../tags.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["resourceArn"],
  access: (input) => onTagged("ListTagsForResource", input.resourceArn),
  run(input, context) {
    return { tags: Object.fromEntries(tagsOf(input.resourceArn!, context)) };
  },
});
