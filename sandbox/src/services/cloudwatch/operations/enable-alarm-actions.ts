import type { EnableAlarmActionsCommandInput, EnableAlarmActionsCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { switchActions } from "../alarms/switch-actions.ts";

export const enableAlarmActions = operation<EnableAlarmActionsCommandInput, EnableAlarmActionsCommandOutput>({
  accepts: ["AlarmNames"],
  access: (input, context) => onAlarms("EnableAlarmActions", input.AlarmNames, context),
  run(input, context) {
    switchActions(input.AlarmNames!, true, context);
    return {};
  },
});
