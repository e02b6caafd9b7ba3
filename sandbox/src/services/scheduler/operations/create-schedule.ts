import type { CreateScheduleCommandInput, CreateScheduleCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onSchedule, passRole } from "../access.ts";
import { quotaExceeded, scheduleExists } from "../errors.ts";
import { MAX_SCHEDULES } from "../limits.ts";
import { getGroup, scheduleArn, type Schedule } from "../schedule.ts";
import { checkName, readSettings } from "../settings.ts";
import { arm } from "../timer.ts";

export const createSchedule = operation<CreateScheduleCommandInput, CreateScheduleCommandOutput>({
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
  access: (input, context) => [onSchedule("CreateSchedule", input, context), passRole(input.Target!.RoleArn)],
  async run(input, context) {
    const name = input.Name!;
    checkName(name, "name");
    const settings = await readSettings(input);
    const group = getGroup(input.GroupName, context);
    const existing = group.schedules.get(name);
    if (existing && existing.clientToken === input.ClientToken) return { ScheduleArn: existing.arn };
    if (existing) throw scheduleExists(name);
    if (group.schedules.size >= MAX_SCHEDULES) throw quotaExceeded();
    const now = context.clock.now();
    const arn = scheduleArn(group.name, name, context);
    const schedule: Schedule = {
      ...settings,
      name,
      group,
      arn,
      createdAt: now,
      modifiedAt: now,
      clientToken: input.ClientToken,
      timer: undefined,
    };
    group.schedules.set(name, schedule);
    arm(schedule, context);
    return { ScheduleArn: arn };
  },
});
