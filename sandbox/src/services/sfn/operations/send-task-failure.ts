import type { SendTaskFailureCommandInput, SendTaskFailureCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { StatesError } from "../asl/errors.ts";
import { onTask, openTask } from "../tasks/callbacks.ts";

export const sendTaskFailure = operation<SendTaskFailureCommandInput, SendTaskFailureCommandOutput>({
  accepts: ["taskToken", "error", "cause"],
  access: (input, context) => onTask("SendTaskFailure", input.taskToken, context),
  run(input, context) {
    openTask(input.taskToken!, context).fail(new StatesError(input.error, input.cause));
    return {};
  },
});
