import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchCommandOutput,
} from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { batchAnswer, checkBatch, runBatch } from "../batch.ts";
import { missingParameter } from "../errors.ts";
import { changeVisibilityByHandle } from "../handles.ts";
import { getQueue, onQueue } from "../queues.ts";

export const changeMessageVisibilityBatch = operation<
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchCommandOutput
>({
  accepts: ["QueueUrl", "Entries"],
  access: (input, context) => [onQueue("ChangeMessageVisibility", input.QueueUrl, context)],
  run(input, context) {
    const entries = input.Entries ?? [];
    const queue = getQueue(input.QueueUrl, context);
    checkBatch(entries, "ChangeMessageVisibilityBatchRequestEntry");
    return batchAnswer(
      runBatch(entries, ({ ReceiptHandle, VisibilityTimeout }) => {
        if (VisibilityTimeout === undefined) throw missingParameter("VisibilityTimeout");
        changeVisibilityByHandle(ReceiptHandle!, VisibilityTimeout, queue, context.clock.now());
        return {};
      }),
    );
  },
});
