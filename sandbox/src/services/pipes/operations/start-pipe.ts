import type { StartPipeCommandInput, StartPipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe } from "../access.ts";
import { checkSettled, settle } from "../lifecycle.ts";
import { getPipe, summary } from "../pipe.ts";

export const startPipe = operation<StartPipeCommandInput, StartPipeCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onPipe("StartPipe", input.Name, context)],
  run(input, context) {
    const pipe = getPipe(input.Name!, context);
    checkSettled(pipe);
    pipe.desired = "RUNNING";
    settle(pipe, "STARTING", "START_FAILED", context);
    return summary(pipe);
  },
});
