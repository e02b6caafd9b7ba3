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
  async run(input, context) {
    getSchedule(input, context);
    const settings = await readSettings(input);
    const schedule = getSchedule(input, context);
    Object.assign(schedule, settings, { modifiedAt: context.clock.now() });
    arm(schedule, context);
    return { ScheduleArn: schedule.arn };
  },
});
