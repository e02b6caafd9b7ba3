import type { GetScheduleGroupCommandInput, GetScheduleGroupCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { describeGroup } from "../describe-group.ts";
import { getGroup } from "../schedule.ts";

export const getScheduleGroup = operation<GetScheduleGroupCommandInput, GetScheduleGroupCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onGroup("GetScheduleGroup", input.Name, context)],
  run: (input, context) => describeGroup(getGroup(input.Name, context)),
});
