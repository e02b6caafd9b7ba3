import type { SendTaskSuccessCommandInput, SendTaskSuccessCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import type { Json } from "../../../core/json.ts";
import { checkOutput } from "../json-input.ts";
import { onTask, openTask } from "../tasks/callbacks.ts";

export const sendTaskSuccess = operation<SendTaskSuccessCommandInput, SendTaskSuccessCommandOutput>({
  accepts: ["taskToken", "output"],
  access: (input, context) => onTask("SendTaskSuccess", input.taskToken, context),
  run(input, context) {
    const task = openTask(input.taskToken!, context);
    checkOutput(input.output!);
    task.succeed(JSON.parse(input.output!) as Json);
    return {};
  },
});
