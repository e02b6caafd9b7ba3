import type { ScheduleGroupSummary } from "@aws-sdk/client-scheduler";
import type { ScheduleGroup } from "./schedule.ts";

export function describeGroup(group: ScheduleGroup): ScheduleGroupSummary {
  return {
    Arn: group.arn,
    Name: group.name,
    State: "ACTIVE",
    CreationDate: new Date(group.createdAt),
    LastModificationDate: new Date(group.modifiedAt),
  };
}
