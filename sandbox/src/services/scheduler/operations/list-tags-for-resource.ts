import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedGroup } from "../tags.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["ResourceArn"],
  access: (input) => onTagged("ListTagsForResource", input.ResourceArn!),
  run: (input, context) => ({
    Tags: [...taggedGroup(input.ResourceArn!, context).tags].map(([Key, Value]) => ({ Key, Value })),
  }),
});
