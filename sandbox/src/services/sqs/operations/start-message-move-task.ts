import type { StartMessageMoveTaskCommandInput, StartMessageMoveTaskCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { startMoveTask, writeTaskHandle } from "../move-task.ts";
import { onQueueArn } from "../queues.ts";

export const startMessageMoveTask = operation<StartMessageMoveTaskCommandInput, StartMessageMoveTaskCommandOutput>({
  accepts: ["SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"],
  /** The caller moves the messages itself: sqs-configure-dead-letter-queue-redrive.html, "Configuring queue permissions" (2026-11). */
  access(input, context) {
    const onSource = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
    const requests = onSource.map((action) => onQueueArn(action, input.SourceArn!, context));
    if (input.DestinationArn) requests.push(onQueueArn("SendMessage", input.DestinationArn, context));
    return requests;
  },
  run: (input, context) => ({ TaskHandle: writeTaskHandle(startMoveTask(input, context)) }),
});
