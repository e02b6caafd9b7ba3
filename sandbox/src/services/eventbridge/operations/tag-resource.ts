import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedBy } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceARN", "Tags"],
  access: (input) => onTagged("TagResource", input.ResourceARN!),
  run(input, context) {
    const tags = taggedBy(input.ResourceARN!, context);
    for (const { Key, Value } of input.Tags!) tags.set(Key!, Value!);
    return {};
  },
});
