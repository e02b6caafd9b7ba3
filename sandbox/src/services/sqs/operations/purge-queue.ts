import type { PurgeQueueCommandInput, PurgeQueueCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { purgeInProgress } from "../errors.ts";
import { PURGE_INTERVAL_MS } from "../limits.ts";
import { getQueue, onQueue } from "../queues.ts";

export const purgeQueue = operation<PurgeQueueCommandInput, PurgeQueueCommandOutput>({
  accepts: ["QueueUrl"],
  access: (input, context) => [onQueue("PurgeQueue", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    if (context.clock.now() < queue.purgedAt + PURGE_INTERVAL_MS) throw purgeInProgress(queue.name);
    queue.purge();
    return {};
  },
});
