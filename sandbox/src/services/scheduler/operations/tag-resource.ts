import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedGroup } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceArn", "Tags"],
  access: (input) => onTagged("TagResource", input.ResourceArn!),
  run(input, context) {
    const { tags } = taggedGroup(input.ResourceArn!, context);
    for (const { Key, Value } of input.Tags!) tags.set(Key!, Value!);
    return {};
  },
});
