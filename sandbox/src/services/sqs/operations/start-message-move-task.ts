import type { StartMessageMoveTaskCommandInput, StartMessageMoveTaskCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { startMoveTask, writeTaskHandle } from "../move-task.ts";
import { onQueueArn, queueByArn } from "../queues.ts";
import { sourcesOf } from "../sources.ts";

export const startMessageMoveTask = operation<StartMessageMoveTaskCommandInput, StartMessageMoveTaskCommandOutput>({
  accepts: ["SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"],
  /**
   * The caller moves the messages itself: sqs-configure-dead-letter-queue-redrive.html, "Configuring queue permissions" (2026-11). Without a destination
   * the right to send is asked for every queue that the messages may have come from, at once; AWS does not say whether it asks message by message.
   */
  access(input, context) {
    const onSource = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
    const requests = onSource.map((action) => onQueueArn(action, input.SourceArn!, context));
    const source = queueByArn(input.SourceArn!, context);
    const destinations = input.DestinationArn
      ? [input.DestinationArn]
      : source
        ? sourcesOf(source, context).map(({ arn }) => arn)
        : [];
    return [...requests, ...destinations.map((arn) => onQueueArn("SendMessage", arn, context))];
  },
  run: (input, context) => ({ TaskHandle: writeTaskHandle(startMoveTask(input, context)) }),
});
