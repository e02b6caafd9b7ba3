import type { SetAlarmStateCommandInput, SetAlarmStateCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { alarms, onAlarm } from "../alarms/alarm.ts";
import { changeState } from "../alarms/change-state.ts";
import { asCloudWatch } from "../alarms/put.ts";
import { oneOf } from "../alarms/settings.ts";
import { alarmNotFound, invalidFormat } from "../errors.ts";

/** For a moment: the alarm goes back to what its metric says at its next evaluation. */
export const setAlarmState = operation<SetAlarmStateCommandInput, SetAlarmStateCommandOutput>({
  accepts: ["AlarmName", "StateValue", "StateReason", "StateReasonData"],
  access: (input, context) => [onAlarm("SetAlarmState", input.AlarmName!, context)],
  run({ AlarmName: name, StateValue: value, StateReason: reason, StateReasonData: reasonData }, context) {
    oneOf("stateValue", value!, ["INSUFFICIENT_DATA", "ALARM", "OK"]);
    const alarm = context.state(alarms).byName.get(name!);
    if (!alarm) throw alarmNotFound();
    if (reasonData !== undefined && !isJson(reasonData))
      throw invalidFormat("StateReasonData was not syntactically valid JSON");
    const asAlarm = asCloudWatch(context, alarm.arn);
    changeState(alarm, { value: value!, reason: reason!, reasonData }, asAlarm);
    alarm.refresh();
    return {};
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
