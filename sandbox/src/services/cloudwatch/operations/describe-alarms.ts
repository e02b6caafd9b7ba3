import type { DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput } from "@aws-sdk/client-cloudwatch";
import { page } from "../../../core/page.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { alarms, findAlarm, parentsOf, type Alarm } from "../alarms/alarm.ts";
import { describeCompositeAlarm, describeMetricAlarm } from "../alarms/describe.ts";
import { childrenOf } from "../alarms/rule.ts";
import { oneOf } from "../alarms/settings.ts";
import { alarmNotFound, invalidCombination, invalidNextToken, validation } from "../errors.ts";
import { ALARMS_MOST, ALARMS_PAGE } from "../limits.ts";

export const describeAlarms = operation<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>({
  accepts: [
    "AlarmNames",
    "AlarmNamePrefix",
    "AlarmTypes",
    "ChildrenOfAlarmName",
    "ParentsOfAlarmName",
    "StateValue",
    "ActionPrefix",
    "MaxRecords",
    "NextToken",
  ],
  access: (input, context) => onAlarms("DescribeAlarms", input.AlarmNames, context),
  run(input, context) {
    const { MaxRecords: size = ALARMS_PAGE, NextToken: token, AlarmTypes = ["MetricAlarm"] } = input;
    if (input.AlarmNames && input.AlarmNamePrefix !== undefined)
      throw invalidCombination(
        "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.",
      );
    if (size < 1 || size > ALARMS_MOST) throw validation(`MaxRecords must be between 1 and ${ALARMS_MOST}.`);
    for (const type of AlarmTypes) oneOf("alarmTypes", type, ["CompositeAlarm", "MetricAlarm", "LogAlarm"]);
    if (input.StateValue !== undefined) oneOf("stateValue", input.StateValue, ["OK", "ALARM", "INSUFFICIENT_DATA"]);
    const found = related(input, context)
      .filter((alarm) => isWanted(alarm, input, AlarmTypes))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const { items, next } = page(found, { token, size, invalid: invalidNextToken });
    return {
      CompositeAlarms: items.flatMap((alarm) =>
        alarm.type === "CompositeAlarm" ? [describeCompositeAlarm(alarm)] : [],
      ),
      MetricAlarms: items.flatMap((alarm) => (alarm.type === "MetricAlarm" ? [describeMetricAlarm(alarm)] : [])),
      LogAlarms: [],
      NextToken: next,
    };
  },
});

function related(input: DescribeAlarmsCommandInput, context: OperationContext): Alarm[] {
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = input;
  if (parent !== undefined) {
    const composite = findAlarm(parent, context);
    if (composite?.type !== "CompositeAlarm") throw alarmNotFound();
    return childrenOf(composite.rule).flatMap((name) => findAlarm(name, context) ?? []);
  }
  if (child === undefined) return [...context.state(alarms).byName.values()];
  const alarm = findAlarm(child, context);
  if (!alarm) throw alarmNotFound();
  return parentsOf(alarm, context);
}

function isWanted(alarm: Alarm, input: DescribeAlarmsCommandInput, types: readonly string[]): boolean {
  const { AlarmNames, AlarmNamePrefix = "", StateValue, ActionPrefix } = input;
  const isRelation = input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined;
  const actions = [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions];
  return (
    (isRelation || types.includes(alarm.type)) &&
    (!AlarmNames || AlarmNames.includes(alarm.name)) &&
    alarm.name.startsWith(AlarmNamePrefix) &&
    (StateValue === undefined || alarm.state.value === StateValue) &&
    (ActionPrefix === undefined || actions.some((action) => action.startsWith(ActionPrefix)))
  );
}
