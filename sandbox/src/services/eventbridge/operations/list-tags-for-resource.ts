import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedBy } from "../tags.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["ResourceARN"],
  access: (input) => onTagged("ListTagsForResource", input.ResourceARN!),
  run: (input, context) => ({
    Tags: [...taggedBy(input.ResourceARN!, context)].map(([Key, Value]) => ({ Key, Value })),
  }),
});
