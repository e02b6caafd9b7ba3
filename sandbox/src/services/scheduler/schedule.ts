import type { CreateScheduleCommandInput, Target } from "@aws-sdk/client-scheduler";
import { formatArn } from "../../core/arn.ts";
import type { Timer } from "../../core/clock.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { Schedule as Expression } from "../../schedule-expression/schedule-expression.ts";
import { groupNotFound, scheduleNotFound } from "./errors.ts";

export const DEFAULT_GROUP = "default";

export interface Schedule {
  name: string;
  group: ScheduleGroup;
  arn: string;
  expression: { text: string; parsed: Expression; timezone: string };
  /** Milliseconds: no invocation before `start`, none after `end`. */
  start: number | undefined;
  end: number | undefined;
  description: string | undefined;
  enabled: boolean;
  target: Target;
  window: NonNullable<CreateScheduleCommandInput["FlexibleTimeWindow"]>;
  deleteAfterCompletion: boolean;
  createdAt: number;
  modifiedAt: number;
  /** Of its creation: the same request again is answered as the first was. */
  clientToken: string | undefined;
  timer: Timer | undefined;
}

export interface ScheduleGroup {
  name: string;
  arn: string;
  schedules: Map<string, Schedule>;
  tags: Map<string, string>;
  createdAt: number;
  modifiedAt: number;
  clientToken: string | undefined;
}

export const groups = defineStore("regional", (owner) => new Map([[DEFAULT_GROUP, newGroup(DEFAULT_GROUP, owner, 0)]]));

export function newGroup(
  name: string,
  { account, region }: { account: string; region: string },
  now: number,
): ScheduleGroup {
  const arn = formatArn({ service: "scheduler", region, account, resource: `schedule-group/${name}` });
  return { name, arn, schedules: new Map(), tags: new Map(), createdAt: now, modifiedAt: now, clientToken: undefined };
}

export function scheduleArn(
  group: string | undefined,
  name: string,
  { account, region }: { account: string; region: string },
): string {
  const resource = `schedule/${group ?? DEFAULT_GROUP}/${name}`;
  return formatArn({ service: "scheduler", region, account, resource });
}

export function getGroup(name: string | undefined, context: OperationContext): ScheduleGroup {
  const group = context.state(groups).get(name ?? DEFAULT_GROUP);
  if (!group) throw groupNotFound(name ?? DEFAULT_GROUP);
  return group;
}

export function getSchedule(
  { Name, GroupName }: { Name: string | undefined; GroupName?: string | undefined },
  context: OperationContext,
): Schedule {
  const schedule = getGroup(GroupName, context).schedules.get(Name!);
  if (!schedule) throw scheduleNotFound(Name!);
  return schedule;
}
