import type { DeleteScheduleGroupCommandInput, DeleteScheduleGroupCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { validation } from "../errors.ts";
import { DEFAULT_GROUP, getGroup, groups } from "../schedule.ts";
import { disarm } from "../timer.ts";

export const deleteScheduleGroup = operation<DeleteScheduleGroupCommandInput, DeleteScheduleGroupCommandOutput>({
  accepts: ["ClientToken", "Name"],
  access: (input, context) => [onGroup("DeleteScheduleGroup", input.Name, context)],
  run(input, context) {
    if (input.Name === DEFAULT_GROUP) throw validation("Cannot delete the default schedule group.");
    const group = getGroup(input.Name, context);
    // Its schedules go with it.
    for (const schedule of group.schedules.values()) disarm(schedule);
    context.state(groups).delete(group.name);
    return {};
  },
});
