import type { DisableAlarmActionsCommandInput, DisableAlarmActionsCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { switchActions } from "../alarms/switch-actions.ts";

export const disableAlarmActions = operation<DisableAlarmActionsCommandInput, DisableAlarmActionsCommandOutput>({
  accepts: ["AlarmNames"],
  access: (input, context) => onAlarms("DisableAlarmActions", input.AlarmNames, context),
  run(input, context) {
    switchActions(input.AlarmNames!, false, context);
    return {};
  },
});
