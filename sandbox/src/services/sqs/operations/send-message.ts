import type { SendMessageCommandInput, SendMessageCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { missingParameter } from "../errors.ts";
import { getQueue, onQueue } from "../queues.ts";
import { checkFifoIds, sendMessage as send } from "../send.ts";

export const sendMessage = operation<SendMessageCommandInput, SendMessageCommandOutput>({
  accepts: [
    "QueueUrl",
    "MessageBody",
    "DelaySeconds",
    "MessageAttributes",
    "MessageSystemAttributes",
    "MessageDeduplicationId",
    "MessageGroupId",
  ],
  access: (input, context) => [onQueue("SendMessage", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    checkFifoIds(input, queue, missingParameter);
    return send(input, queue, context);
  },
});
