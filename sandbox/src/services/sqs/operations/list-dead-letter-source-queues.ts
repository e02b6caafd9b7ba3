import type {
  ListDeadLetterSourceQueuesCommandInput,
  ListDeadLetterSourceQueuesCommandOutput,
} from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { listQueueUrls } from "../paging.ts";
import { getQueue, onQueue } from "../queues.ts";
import { sourcesOf } from "../sources.ts";

export const listDeadLetterSourceQueues = operation<
  ListDeadLetterSourceQueuesCommandInput,
  ListDeadLetterSourceQueuesCommandOutput
>({
  accepts: ["QueueUrl", "NextToken", "MaxResults"],
  access: (input, context) => [onQueue("ListDeadLetterSourceQueues", input.QueueUrl, context)],
  run(input, context) {
    const { urls, NextToken } = listQueueUrls(sourcesOf(getQueue(input.QueueUrl, context), context), input);
    return { queueUrls: urls, NextToken };
  },
});
