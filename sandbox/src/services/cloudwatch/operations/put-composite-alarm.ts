import type { PutCompositeAlarmCommandInput, PutCompositeAlarmCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { putAccess } from "../alarms/access.ts";
import { alarms, findAlarm, type CompositeAlarm } from "../alarms/alarm.ts";
import { isCyclic, watchComposite } from "../alarms/composite.ts";
import { asCloudWatch, commonOf, keep } from "../alarms/put.ts";
import { childrenOf, parseRule } from "../alarms/rule.ts";
import { validation } from "../errors.ts";

export const putCompositeAlarm = operation<PutCompositeAlarmCommandInput, PutCompositeAlarmCommandOutput>({
  accepts: [
    "AlarmName",
    "AlarmDescription",
    "ActionsEnabled",
    "OKActions",
    "AlarmActions",
    "InsufficientDataActions",
    "AlarmRule",
    "Tags",
  ],
  access: (input, context) => putAccess("PutCompositeAlarm", input, context),
  run(input, context) {
    const { AlarmRule: ruleText = "", AlarmName: name = "" } = input;
    const rule = parseRule(ruleText);
    if (!rule) throw validation(`AlarmRule '${ruleText}' is not valid.`);
    const children = childrenOf(rule);
    const absent = children.filter((child) => !findAlarm(child, context));
    if (absent.length)
      throw validation(
        `Could not save the composite alarm as alarms [${absent.join(", ")}] in the alarm rule do not exist`,
      );
    if (isCyclic(name, children, context))
      throw validation(`AlarmRule contains a cycle: the alarm ${name} refers to itself.`);
    const done = context.state(alarms).byName.has(name) ? "updated" : "created";
    const common = commonOf(input, context);
    const alarm: CompositeAlarm = { type: "CompositeAlarm", ...common, ruleText, rule, refresh() {}, stop() {} };
    keep(alarm, context);
    Object.assign(alarm, watchComposite(alarm, done, asCloudWatch(context, alarm.arn)));
    return {};
  },
});
