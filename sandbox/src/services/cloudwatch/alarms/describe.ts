import type { CompositeAlarm as CompositeOutput, MetricAlarm as MetricOutput } from "@aws-sdk/client-cloudwatch";
import type { Alarm, CompositeAlarm, MetricAlarm } from "./alarm.ts";

export function describeMetricAlarm(alarm: MetricAlarm): MetricOutput {
  const { input } = alarm;
  const { AlarmName: _, AlarmDescription: __, ActionsEnabled: ___, Tags: ____, ...settings } = input;
  return {
    ...settings,
    ...common(alarm),
    // An alarm on math has no dimensions of its own.
    ...(input.Metrics ? {} : { Dimensions: input.Dimensions ?? [] }),
  };
}

export function describeCompositeAlarm(alarm: CompositeAlarm): CompositeOutput {
  return { ...common(alarm), AlarmRule: alarm.ruleText };
}

function common(alarm: Alarm) {
  const { state } = alarm;
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...(alarm.description === undefined ? {} : { AlarmDescription: alarm.description }),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: new Date(state.updatedAt),
    StateTransitionedTimestamp: new Date(state.transitionedAt),
  };
}
