import type { StopExecutionCommandInput, StopExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { Stopped } from "../asl/run-execution.ts";
import { getExecution } from "../execution.ts";

export const stopExecution = operation<StopExecutionCommandInput, StopExecutionCommandOutput>({
  accepts: ["executionArn", "error", "cause"],
  access: (input, context) => on("StopExecution", input.executionArn, context),
  async run(input, context) {
    const { error, cause } = input;
    const execution = getExecution(input.executionArn!, context);
    execution.stop.abort(
      new Stopped({ ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }),
    );
    await context.waiting(execution.ended);
    return { stopDate: new Date(execution.stoppedAt!) };
  },
});
