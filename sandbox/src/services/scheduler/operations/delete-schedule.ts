import type { DeleteScheduleCommandInput, DeleteScheduleCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onSchedule } from "../access.ts";
import { getSchedule } from "../schedule.ts";
import { disarm } from "../timer.ts";

export const deleteSchedule = operation<DeleteScheduleCommandInput, DeleteScheduleCommandOutput>({
  accepts: ["ClientToken", "GroupName", "Name"],
  access: (input, context) => [onSchedule("DeleteSchedule", input, context)],
  run(input, context) {
    const schedule = getSchedule(input, context);
    disarm(schedule);
    schedule.group.schedules.delete(schedule.name);
    return {};
  },
});
