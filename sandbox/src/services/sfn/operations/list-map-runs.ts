import type { ListMapRunsCommandInput, ListMapRunsCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { getExecution } from "../execution.ts";
import { page } from "../paging.ts";
import { mapRuns } from "../tasks/map-run.ts";

export const listMapRuns = operation<ListMapRunsCommandInput, ListMapRunsCommandOutput>({
  accepts: ["executionArn", "maxResults", "nextToken"],
  access: (input, context) => on("ListMapRuns", input.executionArn, context),
  run(input, context) {
    const { arn } = getExecution(input.executionArn!, context);
    const runs = [...context.state(mapRuns).values()].filter(({ executionArn }) => executionArn === arn);
    const { items, nextToken } = page(runs, input);
    return {
      mapRuns: items.map((run) => ({
        executionArn: run.executionArn,
        mapRunArn: run.arn,
        stateMachineArn: run.stateMachineArn,
        startDate: new Date(run.startedAt),
        ...(run.stoppedAt === undefined ? {} : { stopDate: new Date(run.stoppedAt) }),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
