import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { groupNotFound } from "./errors.ts";
import { groups, type ScheduleGroup } from "./schedule.ts";

export function onTagged(action: string, arn: string): AccessRequest[] {
  return [{ action: `scheduler:${action}`, resource: arn }];
}

/** Only groups have tags. */
export function taggedGroup(arn: string, context: OperationContext): ScheduleGroup {
  const group = [...context.state(groups).values()].find((one) => one.arn === arn);
  if (!group) throw groupNotFound(arn.slice(arn.lastIndexOf("/") + 1));
  return group;
}
