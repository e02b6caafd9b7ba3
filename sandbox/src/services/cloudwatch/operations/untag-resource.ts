import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { onTagged, taggedAlarm } from "../alarms/tagged.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["ResourceARN", "TagKeys"],
  access: (input, context) =>
    onTagged("UntagResource", input.ResourceARN!, context, { "aws:TagKeys": input.TagKeys ?? [] }),
  run(input, context) {
    const { tags } = taggedAlarm(input.ResourceARN!, context);
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  },
});
