import type { UntagQueueCommandInput, UntagQueueCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { getQueue, onQueue } from "../queues.ts";

export const untagQueue = operation<UntagQueueCommandInput, UntagQueueCommandOutput>({
  accepts: ["QueueUrl", "TagKeys"],
  access(input, context) {
    const request = onQueue("UntagQueue", input.QueueUrl, context);
    return [{ ...request, conditions: { ...request.conditions, "aws:TagKeys": input.TagKeys ?? [] } }];
  },
  run(input, context) {
    const { tags } = getQueue(input.QueueUrl, context);
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  },
});
