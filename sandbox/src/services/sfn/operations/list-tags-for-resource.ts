import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { taggedResource } from "../tags.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["resourceArn"],
  access: (input, context) => on("ListTagsForResource", input.resourceArn, context),
  run(input, context) {
    const tags = taggedResource(input.resourceArn!, context);
    return { tags: Array.from(tags, ([key, value]) => ({ key, value })) };
  },
});
