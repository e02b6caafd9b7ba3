import type { ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { page } from "../paging.ts";
import { getRule } from "../rule.ts";

export const listTargetsByRule = operation<ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput>({
  accepts: ["Rule", "EventBusName", "NextToken", "Limit"],
  access: (input, context) => [onRule("ListTargetsByRule", { rule: input.Rule, bus: input.EventBusName }, context)],
  run(input, context) {
    const { items, NextToken } = page([...getRule(input.Rule!, input.EventBusName, context).targets.values()], input);
    return { Targets: items, NextToken };
  },
});
