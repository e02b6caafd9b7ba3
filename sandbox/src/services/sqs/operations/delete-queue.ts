import type { DeleteQueueCommandInput, DeleteQueueCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { getQueue, onQueue, queues } from "../queues.ts";

export const deleteQueue = operation<DeleteQueueCommandInput, DeleteQueueCommandOutput>({
  accepts: ["QueueUrl"],
  access: (input, context) => [onQueue("DeleteQueue", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    const { byName, deletedAt } = context.state(queues);
    byName.delete(queue.name);
    deletedAt.set(queue.name, context.clock.now());
    queue.close();
    return {};
  },
});
