import type { MetricDataQuery, PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { formatArn, parseArn } from "../../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import type { Query } from "../data/queries.ts";
import type { Condition, StateValue } from "./evaluate.ts";
import type { HistoryItem } from "./history.ts";
import { childrenOf, type RuleExpression } from "./rule.ts";

export interface State {
  value: StateValue;
  reason: string;
  /** JSON. */
  reasonData: string | undefined;
  updatedAt: number;
  transitionedAt: number;
}

export interface AlarmBase {
  name: string;
  arn: string;
  account: string;
  region: string;
  description: string | undefined;
  actionsEnabled: boolean;
  okActions: string[];
  alarmActions: string[];
  insufficientDataActions: string[];
  tags: Map<string, string>;
  state: State;
  configuredAt: number;
  /** Decides anew, soon. */
  refresh: () => void;
  /** Ends what waits for it to change. */
  stop: () => void;
}

export interface MetricAlarm extends AlarmBase {
  type: "MetricAlarm";
  /** As given, for descriptions. */
  input: PutMetricAlarmCommandInput;
  /** Those of `Metrics`, or the one of the alarm itself. */
  queries: Map<string, Query>;
  /** The one that is compared. */
  watched: Query;
  condition: Condition;
  periodSeconds: number;
}

export interface CompositeAlarm extends AlarmBase {
  type: "CompositeAlarm";
  ruleText: string;
  rule: RuleExpression;
}

export type Alarm = MetricAlarm | CompositeAlarm;

interface Alarms {
  byName: Map<string, Alarm>;
  history: HistoryItem[];
}

export const alarms = defineStore("regional", (): Alarms => ({ byName: new Map(), history: [] }));

export function alarmArn(name: string, { account, region }: { account: string; region: string }): string {
  return formatArn({ service: "cloudwatch", region, account, resource: `alarm:${name}` });
}

/** Accepts a name or an ARN. */
export function findAlarm(nameOrArn: string, context: OperationContext): Alarm | undefined {
  const name = /^alarm:(.+)$/.exec(parseArn(nameOrArn)?.resource ?? "")?.[1] ?? nameOrArn;
  return context.state(alarms).byName.get(name);
}

/** The composite alarms that name an alarm. */
export function parentsOf(alarm: Alarm, context: OperationContext): CompositeAlarm[] {
  return [...context.state(alarms).byName.values()].flatMap((other) =>
    other.type === "CompositeAlarm" && childrenOf(other.rule).some((name) => findAlarm(name, context) === alarm)
      ? [other]
      : [],
  );
}

/** A request about an alarm, with its tags. */
export function onAlarm(
  action: string,
  name: string,
  context: OperationContext,
  conditions: Record<string, string | string[]> = {},
): AccessRequest {
  const alarm = context.state(alarms).byName.get(name);
  const tags = Object.fromEntries([...(alarm?.tags ?? [])].map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
  return { action: `cloudwatch:${action}`, resource: alarmArn(name, context), conditions: { ...tags, ...conditions } };
}

/** The metrics of an alarm as queries, also where it names just one. */
export function queriesOf(input: PutMetricAlarmCommandInput, id: string): MetricDataQuery[] {
  return (
    input.Metrics ?? [
      {
        Id: id,
        MetricStat: {
          Metric: { Namespace: input.Namespace, MetricName: input.MetricName, Dimensions: input.Dimensions },
          Period: input.Period,
          Stat: input.Statistic ?? input.ExtendedStatistic,
          Unit: input.Unit,
        },
      },
    ]
  );
}
