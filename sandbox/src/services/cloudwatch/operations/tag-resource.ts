import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedAlarm } from "../alarms/tagged.ts";
import { addTags, tagConditions } from "../alarms/tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["ResourceARN", "Tags"],
  access: (input, context) => onTagged("TagResource", input.ResourceARN!, context, tagConditions(input.Tags)),
  run(input, context) {
    addTags(taggedAlarm(input.ResourceARN!, context).tags, input.Tags ?? []);
    return {};
  },
});
