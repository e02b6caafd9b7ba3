import type { EnableRuleCommandInput, EnableRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { getRule } from "../rule.ts";
import { arm } from "../schedule-timer.ts";

export const enableRule = operation<EnableRuleCommandInput, EnableRuleCommandOutput>({
  accepts: ["Name", "EventBusName"],
  access: (input, context) => [onRule("EnableRule", { rule: input.Name, bus: input.EventBusName }, context)],
  run(input, context) {
    const rule = getRule(input.Name!, input.EventBusName, context);
    rule.state = "ENABLED";
    arm(rule, context);
    return {};
  },
});
