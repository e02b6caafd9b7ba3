import type { GetExecutionHistoryCommandInput, GetExecutionHistoryCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import type { HistoryEvent as Recorded } from "../asl/history.ts";
import { getExecution } from "../execution.ts";
import { page } from "../paging.ts";
import type { HistoryEvent } from "@aws-sdk/client-sfn";

const DATA = new Set(["input", "output", "parameters", "assignedVariables"]);

/** An event without what was handed from state to state. */
function withoutData(event: Recorded): Recorded {
  const entries = Object.entries(event).map(([name, value]) =>
    name.endsWith("EventDetails")
      ? [name, Object.fromEntries(Object.entries(value as object).filter(([field]) => !DATA.has(field)))]
      : [name, value],
  );
  return Object.fromEntries(entries) as Recorded;
}

export const getExecutionHistory = operation<GetExecutionHistoryCommandInput, GetExecutionHistoryCommandOutput>({
  accepts: ["executionArn", "maxResults", "nextToken", "reverseOrder", "includeExecutionData"],
  access: (input, context) => on("GetExecutionHistory", input.executionArn, context),
  run(input, context) {
    const { history } = getExecution(input.executionArn!, context);
    const ordered = input.reverseOrder ? history.events.toReversed() : history.events;
    const { items, nextToken } = page(ordered, input);
    const events = input.includeExecutionData === false ? items.map(withoutData) : items;
    return { events: events as HistoryEvent[], ...(nextToken === undefined ? {} : { nextToken }) };
  },
});
