import type { CancelMessageMoveTaskCommandInput, CancelMessageMoveTaskCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { cancelMoveTask, readTaskHandle } from "../move-task.ts";
import { onQueueArn } from "../queues.ts";

export const cancelMessageMoveTask = operation<CancelMessageMoveTaskCommandInput, CancelMessageMoveTaskCommandOutput>({
  accepts: ["TaskHandle"],
  access: (input, context) => [
    onQueueArn("CancelMessageMoveTask", readTaskHandle(input.TaskHandle!).sourceArn, context),
  ],
  run: (input, context) => ({ ApproximateNumberOfMessagesMoved: cancelMoveTask(input.TaskHandle!, context) }),
});
