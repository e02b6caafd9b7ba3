import type { SendTaskHeartbeatCommandInput, SendTaskHeartbeatCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { onTask, openTask } from "../tasks/callbacks.ts";

export const sendTaskHeartbeat = operation<SendTaskHeartbeatCommandInput, SendTaskHeartbeatCommandOutput>({
  accepts: ["taskToken"],
  access: (input, context) => onTask("SendTaskHeartbeat", input.taskToken, context),
  run(input, context) {
    openTask(input.taskToken!, context).beat();
    return {};
  },
});
