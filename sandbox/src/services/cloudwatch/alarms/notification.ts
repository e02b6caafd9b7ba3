import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Alarm, MetricAlarm, State } from "./alarm.ts";
import { javaTime } from "./reason.ts";

/** Region names as in https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html (2026-11-21) */
const REGIONS: Record<string, string> = {
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
  "ca-central-1": "Canada (Central)",
  "sa-east-1": "South America (Sao Paulo)",
  "eu-central-1": "EU (Frankfurt)",
  "eu-west-1": "EU (Ireland)",
  "eu-west-2": "EU (London)",
  "eu-west-3": "EU (Paris)",
  "eu-north-1": "EU (Stockholm)",
  "eu-south-1": "EU (Milan)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
};
const STATISTICS: Record<string, string> = {
  SampleCount: "SAMPLE_COUNT",
  Average: "AVERAGE",
  Sum: "SUM",
  Minimum: "MINIMUM",
  Maximum: "MAXIMUM",
};
const MAX_SUBJECT = 100;

function regionName(region: string): string {
  return REGIONS[region] ?? region;
}

export function subject({ name, region, state }: Alarm): string {
  return `${state.value}: "${name}" in ${regionName(region)}`.slice(0, MAX_SUBJECT);
}

/** What a topic gets; recorded in test_put_metric_alarm, test_breaching_alarm_actions. */
export function notification(alarm: Alarm, state: State, before: State): string {
  return JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: alarm.account,
    AlarmConfigurationUpdatedTimestamp: javaTime(alarm.configuredAt),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: javaTime(state.updatedAt),
    Region: regionName(alarm.region),
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    ...(alarm.type === "MetricAlarm"
      ? { Trigger: trigger(alarm), ActionExecutedAfterMuteWindow: false }
      : { AlarmRule: alarm.ruleText, TriggeringChildren: childrenIn(state) }),
  });
}

function trigger({ input, condition, periodSeconds }: MetricAlarm): object {
  const percentile = input.ExtendedStatistic;
  return {
    ...(input.Metrics
      ? { Metrics: input.Metrics.map(describeQuery) }
      : {
          MetricName: input.MetricName,
          Namespace: input.Namespace,
          ...(percentile === undefined
            ? { StatisticType: "Statistic", Statistic: STATISTICS[input.Statistic!] }
            : { StatisticType: "ExtendedStatistic", ExtendedStatistic: percentile }),
          Unit: input.Unit ?? null,
          Dimensions: (input.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
        }),
    Period: periodSeconds,
    EvaluationPeriods: condition.evaluationPeriods,
    ...(input.DatapointsToAlarm === undefined ? {} : { DatapointsToAlarm: input.DatapointsToAlarm }),
    ComparisonOperator: input.ComparisonOperator,
    Threshold: input.Threshold,
    TreatMissingData: condition.treatMissingData,
    EvaluateLowSampleCountPercentile: input.EvaluateLowSampleCountPercentile ?? "",
  };
}

function describeQuery({ Id, MetricStat: stat, Expression, Label, ReturnData }: MetricDataQuery): object {
  return {
    ...(Expression === undefined ? {} : { Expression }),
    Id,
    ...(Label === undefined ? {} : { Label }),
    ...(stat
      ? {
          MetricStat: {
            Metric: {
              Dimensions: (stat.Metric!.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
              MetricName: stat.Metric!.MetricName,
              Namespace: stat.Metric!.Namespace,
            },
            Period: stat.Period,
            Stat: stat.Stat,
          },
        }
      : {}),
    ReturnData: ReturnData ?? true,
  };
}

function childrenIn({ reasonData }: State): object[] {
  if (reasonData === undefined) return [];
  const { triggeringAlarms = [] } = JSON.parse(reasonData) as {
    triggeringAlarms?: { arn: string; state: { value: string; timestamp: string } }[];
  };
  return triggeringAlarms.map(({ arn, state }) => ({
    Arn: arn,
    State: { Value: state.value, Timestamp: state.timestamp },
  }));
}
