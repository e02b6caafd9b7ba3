import type { DeleteMessageBatchCommandInput, DeleteMessageBatchCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { batchAnswer, checkBatch, runBatch } from "../batch.ts";
import { deleteByHandle } from "../handles.ts";
import { getQueue, onQueue } from "../queues.ts";

export const deleteMessageBatch = operation<DeleteMessageBatchCommandInput, DeleteMessageBatchCommandOutput>({
  accepts: ["QueueUrl", "Entries"],
  access: (input, context) => [onQueue("DeleteMessage", input.QueueUrl, context)],
  run(input, context) {
    const entries = input.Entries ?? [];
    const queue = getQueue(input.QueueUrl, context);
    checkBatch(entries, "DeleteMessageBatchRequestEntry");
    return batchAnswer(
      runBatch(entries, ({ ReceiptHandle }) => {
        deleteByHandle(ReceiptHandle!, queue);
        return {};
      }),
    );
  },
});
