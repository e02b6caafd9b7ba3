import type { GetScheduleCommandInput, GetScheduleCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onSchedule } from "../access.ts";
import { getSchedule as find } from "../schedule.ts";

export const getSchedule = operation<GetScheduleCommandInput, GetScheduleCommandOutput>({
  accepts: ["GroupName", "Name"],
  access: (input, context) => [onSchedule("GetSchedule", input, context)],
  run(input, context) {
    const schedule = find(input, context);
    const date = (milliseconds: number | undefined) =>
      milliseconds === undefined ? undefined : new Date(milliseconds);
    return {
      Arn: schedule.arn,
      GroupName: schedule.group.name,
      Name: schedule.name,
      ScheduleExpression: schedule.expression.text,
      ScheduleExpressionTimezone: schedule.expression.timezone,
      StartDate: date(schedule.start),
      EndDate: date(schedule.end),
      Description: schedule.description,
      State: schedule.enabled ? "ENABLED" : "DISABLED",
      CreationDate: date(schedule.createdAt),
      LastModificationDate: date(schedule.modifiedAt),
      Target: schedule.target,
      FlexibleTimeWindow: schedule.window,
      ActionAfterCompletion: schedule.deleteAfterCompletion ? "DELETE" : "NONE",
    };
  },
});
