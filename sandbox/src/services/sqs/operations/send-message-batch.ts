import type { SendMessageBatchCommandInput, SendMessageBatchCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { numberOf } from "../attribute-values.ts";
import { batchAnswer, checkBatch, runBatch } from "../batch.ts";
import { batchTooLong, invalidParameter } from "../errors.ts";
import { MAX_MESSAGE_BYTES } from "../limits.ts";
import { getQueue, onQueue } from "../queues.ts";
import { checkFifoIds, sendMessage, sizeOf } from "../send.ts";

export const sendMessageBatch = operation<SendMessageBatchCommandInput, SendMessageBatchCommandOutput>({
  accepts: ["QueueUrl", "Entries"],
  access: (input, context) => [onQueue("SendMessage", input.QueueUrl, context)],
  run(input, context) {
    const entries = input.Entries ?? [];
    const queue = getQueue(input.QueueUrl, context);
    checkBatch(entries, "SendMessageBatchRequestEntry");
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (size > MAX_MESSAGE_BYTES) throw batchTooLong(MAX_MESSAGE_BYTES, size);
    for (const entry of entries)
      checkFifoIds(entry, queue, (name) => invalidParameter(`The request must contain the parameter ${name}.`));
    const most = numberOf(queue.attributes, "MaximumMessageSize");
    const outcome = runBatch(entries, (entry) => {
      // Recorded in test_send_batch_message_size: other words than for a message alone.
      if (sizeOf(entry) > most)
        throw invalidParameter(
          `One or more parameters cannot be validated. Reason: Message must be shorter than ${most} bytes.`,
        );
      return sendMessage(entry, queue, context);
    });
    return batchAnswer(outcome);
  },
});
