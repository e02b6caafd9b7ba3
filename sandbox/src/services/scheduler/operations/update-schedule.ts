import type { UpdateScheduleCommandInput, UpdateScheduleCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onSchedule, passRole } from "../access.ts";
import { getSchedule } from "../schedule.ts";
import { readSettings } from "../settings.ts";
import { arm } from "../timer.ts";

export const updateSchedule = operation<UpdateScheduleCommandInput, UpdateScheduleCommandOutput>({
  accepts: [
    "ActionAfterCompletion",
    "ClientToken",
    "Description",
    "EndDate",
    "FlexibleTimeWindow",
    "GroupName",
    "Name",
    "ScheduleExpression",
    "ScheduleExpressionTimezone",
    "StartDate",
    "State",
    "Target",
  ],
  access: (input, context) => [onSchedule("UpdateSchedule", input, context), passRole(input.Target!.RoleArn)],
  run(input, context) {
    const schedule = getSchedule(input, context);
    Object.assign(schedule, readSettings(input), { modifiedAt: context.clock.now() });
    arm(schedule, context);
    return { ScheduleArn: schedule.arn };
  },
});
