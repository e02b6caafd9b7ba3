import type { ListRulesCommandInput, ListRulesCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { getBus } from "../bus.ts";
import { describeRule } from "../describe.ts";
import { page } from "../paging.ts";

export const listRules = operation<ListRulesCommandInput, ListRulesCommandOutput>({
  accepts: ["NamePrefix", "EventBusName", "NextToken", "Limit"],
  access: () => onAll("ListRules"),
  run(input, context) {
    const rules = [...getBus(input.EventBusName, context).rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, NextToken } = page(
      rules.filter(({ name }) => name.startsWith(input.NamePrefix ?? "")),
      input,
    );
    return { Rules: items.map(describeRule), NextToken };
  },
});
