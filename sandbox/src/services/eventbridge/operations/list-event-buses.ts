import type { ListEventBusesCommandInput, ListEventBusesCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { buses } from "../bus.ts";
import { describeBus } from "../describe.ts";
import { page } from "../paging.ts";

export const listEventBuses = operation<ListEventBusesCommandInput, ListEventBusesCommandOutput>({
  accepts: ["NamePrefix", "NextToken", "Limit"],
  access: () => onAll("ListEventBuses"),
  run(input, context) {
    const all = [...context.state(buses).values()].filter(({ name }) => name.startsWith(input.NamePrefix ?? ""));
    const { items, NextToken } = page(all, input);
    return { EventBuses: items.map(describeBus), NextToken };
  },
});
