import type { StopPipeCommandInput, StopPipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe } from "../access.ts";
import { checkSettled, settle } from "../lifecycle.ts";
import { getPipe, summary } from "../pipe.ts";

export const stopPipe = operation<StopPipeCommandInput, StopPipeCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onPipe("StopPipe", input.Name, context)],
  run(input, context) {
    const pipe = getPipe(input.Name!, context);
    checkSettled(pipe);
    pipe.desired = "STOPPED";
    settle(pipe, "STOPPING", "STOP_FAILED", context);
    return summary(pipe);
  },
});
