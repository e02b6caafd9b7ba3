import type {
  ListRuleNamesByTargetCommandInput,
  ListRuleNamesByTargetCommandOutput,
} from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { getBus } from "../bus.ts";
import { page } from "../paging.ts";

export const listRuleNamesByTarget = operation<ListRuleNamesByTargetCommandInput, ListRuleNamesByTargetCommandOutput>({
  accepts: ["TargetArn", "EventBusName", "NextToken", "Limit"],
  access: () => onAll("ListRuleNamesByTarget"),
  run(input, context) {
    const rules = [...getBus(input.EventBusName, context).rules.values()];
    const names = rules
      .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input.TargetArn))
      .map(({ name }) => name)
      .sort();
    const { items, NextToken } = page(names, input);
    return { RuleNames: items, NextToken };
  },
});
