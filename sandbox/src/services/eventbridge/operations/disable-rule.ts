import type { DisableRuleCommandInput, DisableRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { getRule } from "../rule.ts";
import { arm } from "../schedule-timer.ts";

export const disableRule = operation<DisableRuleCommandInput, DisableRuleCommandOutput>({
  accepts: ["Name", "EventBusName"],
  access: (input, context) => [onRule("DisableRule", { rule: input.Name, bus: input.EventBusName }, context)],
  run(input, context) {
    const rule = getRule(input.Name!, input.EventBusName, context);
    rule.state = "DISABLED";
    arm(rule, context);
    return {};
  },
});
