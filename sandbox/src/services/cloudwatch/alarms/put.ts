import type { OperationContext } from "../../../core/service.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import * as errors from "../errors.ts";
import { alarmArn, alarms, type Alarm, type AlarmBase, type State } from "./alarm.ts";
import { checkActions } from "./actions.ts";
import { putConfigurationChange } from "./events.ts";
import { remember } from "./history.ts";
import { addTags, type Tag } from "./tags.ts";

interface PutInput {
  AlarmName: string | undefined;
  AlarmDescription?: string | undefined;
  ActionsEnabled?: boolean | undefined;
  OKActions?: string[] | undefined;
  AlarmActions?: string[] | undefined;
  InsufficientDataActions?: string[] | undefined;
  Tags?: Tag[] | undefined;
}

/** What both kinds of alarms have. An alarm that is put again keeps its state and tags. */
export function commonOf(input: PutInput, context: OperationContext): Omit<AlarmBase, "refresh" | "stop"> {
  const { AlarmName: name = "", AlarmDescription: description } = input;
  if (!name || name.length > 255)
    throw errors.validation(
      `1 validation error detected: Value '${name}' at 'alarmName' failed to satisfy constraint: Member must have length ${name ? "less than or equal to 255" : "greater than or equal to 1"}`,
    );
  if ((description ?? "").length > 1024)
    throw errors.validation(
      `1 validation error detected: Value '${description}' at 'alarmDescription' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    );
  checkActions("oKActions", input.OKActions, context);
  checkActions("alarmActions", input.AlarmActions, context);
  checkActions("insufficientDataActions", input.InsufficientDataActions, context);
  const now = context.clock.now();
  const existing = context.state(alarms).byName.get(name);
  const tags = existing?.tags ?? new Map<string, string>();
  // Tags of a request that updates an alarm count for nothing: API_PutMetricAlarm.html (2026-11-21).
  if (!existing) addTags(tags, input.Tags ?? []);
  return {
    name,
    arn: alarmArn(name, context),
    account: context.account,
    region: context.region,
    description,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    tags,
    state: existing?.state ?? initialState(now),
    configuredAt: now,
  };
}

/** Recorded. */
function initialState(now: number): State {
  return {
    value: "INSUFFICIENT_DATA",
    reason: "Unchecked: Initial alarm creation",
    reasonData: undefined,
    updatedAt: now,
    transitionedAt: now,
  };
}

/** Keeps a new alarm in place of one of its name, and tells of it. */
export function keep(alarm: Alarm, context: OperationContext): void {
  const { byName } = context.state(alarms);
  const existing = byName.get(alarm.name);
  existing?.stop();
  byName.set(alarm.name, alarm);
  observe(alarm, existing ? "update" : "create", context);
}

export function drop(alarm: Alarm, context: OperationContext): void {
  alarm.stop();
  context.state(alarms).byName.delete(alarm.name);
  observe(alarm, "delete", context);
}

const DONE = { create: ["Create", "created"], update: ["Update", "updated"], delete: ["Delete", "deleted"] } as const;

export function observe(alarm: Alarm, operation: keyof typeof DONE, context: OperationContext): void {
  const [type, done] = DONE[operation];
  remember(
    alarm,
    { type: "ConfigurationUpdate", summary: `Alarm "${alarm.name}" ${done}`, data: { version: "1.0", type } },
    context,
  );
  putConfigurationChange(alarm, operation, asCloudWatch(context, alarm.arn));
}

/** What an alarm does later it does as CloudWatch. */
export function asCloudWatch(context: OperationContext, arn: string): OperationContext {
  return context.as(servicePrincipal("cloudwatch.amazonaws.com", context.account, arn));
}
