import { randomUUID } from "node:crypto";
import type { PutEventsCommandInput } from "@aws-sdk/client-eventbridge";
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { queriesOf, type Alarm, type State } from "./alarm.ts";
import { javaTime } from "./reason.ts";

/** The events of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html (2026-11-21) */
export function putStateChange(alarm: Alarm, before: State, context: OperationContext): void {
  put("CloudWatch Alarm State Change", alarm, { ...stateData(alarm, before) }, context);
}

export function putConfigurationChange(
  alarm: Alarm,
  operation: "create" | "update" | "delete",
  context: OperationContext,
): void {
  const settings = {
    alarmName: alarm.name,
    ...configurationData(alarm),
    actionsEnabled: alarm.actionsEnabled,
    timestamp: javaTime(alarm.configuredAt),
    okActions: alarm.okActions,
    alarmActions: alarm.alarmActions,
    insufficientDataActions: alarm.insufficientDataActions,
    ...(alarm.type === "MetricAlarm"
      ? {
          evaluationPeriods: alarm.condition.evaluationPeriods,
          threshold: alarm.input.Threshold,
          comparisonOperator: alarm.input.ComparisonOperator,
          ...(alarm.input.TreatMissingData === undefined ? {} : { treatMissingData: alarm.input.TreatMissingData }),
        }
      : {}),
  };
  const detail = { alarmName: alarm.name, operation, state: eventState(alarm.state), configuration: settings };
  put("CloudWatch Alarm Configuration Change", alarm, detail, context);
}

/** What events and functions are told of a change. */
export function stateData(alarm: Alarm, before: State): object {
  return {
    alarmName: alarm.name,
    state: eventState(alarm.state),
    previousState: eventState(before),
    configuration: configurationData(alarm),
  };
}

function eventState({ value, reason, reasonData, updatedAt }: State): object {
  return { value, reason, ...(reasonData === undefined ? {} : { reasonData }), timestamp: javaTime(updatedAt) };
}

function configurationData(alarm: Alarm): object {
  const description = alarm.description === undefined ? {} : { description: alarm.description };
  if (alarm.type === "CompositeAlarm") return { ...description, alarmRule: alarm.ruleText };
  return { ...description, metrics: queriesOf(alarm.input, randomUUID()).map(metricData) };
}

function metricData({ Id, MetricStat: stat, Expression, Label, ReturnData, Period }: MetricDataQuery): object {
  return {
    id: Id,
    ...(stat
      ? {
          metricStat: {
            metric: {
              namespace: stat.Metric!.Namespace,
              name: stat.Metric!.MetricName,
              dimensions: Object.fromEntries((stat.Metric!.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
            },
            period: stat.Period,
            stat: stat.Stat,
            ...(stat.Unit ? { unit: stat.Unit } : {}),
          },
        }
      : { expression: Expression, ...(Period === undefined ? {} : { period: Period }) }),
    ...(Label === undefined ? {} : { label: Label }),
    returnData: ReturnData ?? true,
  };
}

function put(detailType: string, alarm: Alarm, detail: object, context: OperationContext): void {
  const asCloudWatch = context.as(servicePrincipal("cloudwatch.amazonaws.com", alarm.account, alarm.arn));
  const entry = {
    Source: "aws.cloudwatch",
    DetailType: detailType,
    Resources: [alarm.arn],
    Detail: JSON.stringify(detail),
  };
  context.background(
    asCloudWatch.call<PutEventsCommandInput, unknown>("eventbridge", "PutEvents", { Entries: [entry] }),
  );
}
