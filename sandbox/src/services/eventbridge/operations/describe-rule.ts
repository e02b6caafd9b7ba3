import type { DescribeRuleCommandInput, DescribeRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { describeRule as describe } from "../describe.ts";
import { getRule } from "../rule.ts";

export const describeRule = operation<DescribeRuleCommandInput, DescribeRuleCommandOutput>({
  accepts: ["Name", "EventBusName"],
  access: (input, context) => [onRule("DescribeRule", { rule: input.Name, bus: input.EventBusName }, context)],
  run(input, context) {
    const rule = getRule(input.Name!, input.EventBusName, context);
    return { ...describe(rule), CreatedBy: rule.createdBy };
  },
});
