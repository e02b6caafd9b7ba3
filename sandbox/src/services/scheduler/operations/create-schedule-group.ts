import type { CreateScheduleGroupCommandInput, CreateScheduleGroupCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { groupExists, quotaExceeded } from "../errors.ts";
import { MAX_GROUPS } from "../limits.ts";
import { groups, newGroup } from "../schedule.ts";
import { checkName } from "../settings.ts";

export const createScheduleGroup = operation<CreateScheduleGroupCommandInput, CreateScheduleGroupCommandOutput>({
  accepts: ["ClientToken", "Name", "Tags"],
  access: (input, context) => [onGroup("CreateScheduleGroup", input.Name, context)],
  run(input, context) {
    const name = input.Name!;
    checkName(name, "name");
    const all = context.state(groups);
    const existing = all.get(name);
    if (existing && existing.clientToken === input.ClientToken) return { ScheduleGroupArn: existing.arn };
    if (existing) throw groupExists(name);
    if (all.size >= MAX_GROUPS) throw quotaExceeded();
    const group = { ...newGroup(name, context, context.clock.now()), clientToken: input.ClientToken };
    for (const { Key, Value } of input.Tags ?? []) group.tags.set(Key!, Value!);
    all.set(name, group);
    return { ScheduleGroupArn: group.arn };
  },
});
