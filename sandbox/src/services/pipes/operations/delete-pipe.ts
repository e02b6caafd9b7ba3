import type { DeletePipeCommandInput, DeletePipeCommandOutput } from "@aws-sdk/client-pipes";
import { operation } from "../../../core/service.ts";
import { onPipe } from "../access.ts";
import { checkSettled } from "../lifecycle.ts";
import { getPipe, pipes, summary } from "../pipe.ts";

/** A pipe is gone at once. */
export const deletePipe = operation<DeletePipeCommandInput, DeletePipeCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onPipe("DeletePipe", input.Name, context)],
  run(input, context) {
    const pipe = getPipe(input.Name!, context);
    checkSettled(pipe);
    pipe.poller?.pause();
    pipe.state = "DELETING";
    context.state(pipes).delete(pipe.name);
    return { ...summary(pipe), DesiredState: "DELETED" };
  },
});
