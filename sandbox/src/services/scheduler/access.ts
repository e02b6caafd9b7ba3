import { formatArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { scheduleArn } from "./schedule.ts";

export function onSchedule(
  action: string,
  { Name, GroupName }: { Name: string | undefined; GroupName?: string | undefined },
  context: OperationContext,
): AccessRequest {
  return { action: `scheduler:${action}`, resource: scheduleArn(GroupName, Name!, context) };
}

export function onGroup(
  action: string,
  name: string | undefined,
  { account, region }: OperationContext,
): AccessRequest {
  const resource = formatArn({ service: "scheduler", region, account, resource: `schedule-group/${name}` });
  return { action: `scheduler:${action}`, resource };
}

/** Handing a role to EventBridge Scheduler. */
export function passRole(role: string | undefined): AccessRequest {
  return {
    action: "iam:PassRole",
    resource: role!,
    conditions: { "iam:PassedToService": "scheduler.amazonaws.com" },
  };
}
