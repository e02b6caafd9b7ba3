import type { DeleteMessageCommandInput, DeleteMessageCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { deleteByHandle } from "../handles.ts";
import { getQueue, onQueue } from "../queues.ts";

export const deleteMessage = operation<DeleteMessageCommandInput, DeleteMessageCommandOutput>({
  accepts: ["QueueUrl", "ReceiptHandle"],
  access: (input, context) => [onQueue("DeleteMessage", input.QueueUrl, context)],
  run(input, context) {
    deleteByHandle(input.ReceiptHandle!, getQueue(input.QueueUrl, context));
    return {};
  },
});
