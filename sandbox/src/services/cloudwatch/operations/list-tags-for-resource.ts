import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { findAlarm } from "../alarms/alarm.ts";
import { onTagged } from "../alarms/tagged.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["ResourceARN"],
  access: (input, context) => onTagged("ListTagsForResource", input.ResourceARN!, context),
  // Of an alarm that was deleted: none (recorded in test_tagging_composite_alarm).
  run: (input, context) => ({
    Tags: Array.from(findAlarm(input.ResourceARN!, context)?.tags ?? [], ([Key, Value]) => ({ Key, Value })),
  }),
});
