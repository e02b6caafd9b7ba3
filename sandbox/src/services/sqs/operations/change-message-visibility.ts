import type { ChangeMessageVisibilityCommandInput, ChangeMessageVisibilityCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { changeVisibilityByHandle } from "../handles.ts";
import { getQueue, onQueue } from "../queues.ts";

export const changeMessageVisibility = operation<
  ChangeMessageVisibilityCommandInput,
  ChangeMessageVisibilityCommandOutput
>({
  accepts: ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"],
  access: (input, context) => [onQueue("ChangeMessageVisibility", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    changeVisibilityByHandle(input.ReceiptHandle!, input.VisibilityTimeout!, queue, context.clock.now());
    return {};
  },
});
