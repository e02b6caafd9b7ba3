import type { DeleteRuleCommandInput, DeleteRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { getBus } from "../bus.ts";
import { validation } from "../errors.ts";
import { disarm } from "../schedule-timer.ts";

export const deleteRule = operation<DeleteRuleCommandInput, DeleteRuleCommandOutput>({
  accepts: ["Name", "EventBusName", "Force"],
  access: (input, context) => [onRule("DeleteRule", { rule: input.Name, bus: input.EventBusName }, context)],
  run(input, context) {
    const bus = getBus(input.EventBusName, context);
    const rule = bus.rules.get(input.Name!);
    if (!rule) return {};
    if (rule.targets.size) throw validation("Rule can't be deleted since it has targets.");
    disarm(rule);
    bus.rules.delete(rule.name);
    return {};
  },
});
