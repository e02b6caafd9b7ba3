import type { CreateQueueCommandInput, CreateQueueCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { applyAttributes, differingAttribute } from "../attributes.ts";
import { invalidParameter, queueDeletedRecently, queueNameExists } from "../errors.ts";
import { NAME_REUSE_MS } from "../limits.ts";
import { createQueue as newQueue, queueArn, queues } from "../queues.ts";
import { addTags, tagConditions } from "../tags.ts";

export const createQueue = operation<CreateQueueCommandInput, CreateQueueCommandOutput>({
  accepts: ["QueueName", "Attributes", "tags"],
  access(input, context) {
    const resource = queueArn(input.QueueName!, context);
    const conditions = tagConditions(input.tags);
    const create = { action: "sqs:CreateQueue", resource, conditions };
    return Object.keys(conditions).length ? [create, { action: "sqs:TagQueue", resource, conditions }] : [create];
  },
  run(input, context) {
    const { QueueName: name = "", Attributes: attributes = {} } = input;
    const isFifo = attributes["FifoQueue"] === "true";
    checkName(name, isFifo);
    const { byName, deletedAt } = context.state(queues);
    const existing = byName.get(name);
    const applied = applyAttributes(attributes, undefined, { arn: queueArn(name, context), isFifo }, context);
    if (existing) {
      const other = differingAttribute(attributes, existing);
      if (other !== undefined) throw queueNameExists(other);
      return { QueueUrl: existing.url };
    }
    if (context.clock.now() < (deletedAt.get(name) ?? -Infinity) + NAME_REUSE_MS) throw queueDeletedRecently();
    const queue = newQueue(name, isFifo, applied, context);
    addTags(queue, input.tags ?? {});
    byName.set(name, queue);
    return { QueueUrl: queue.url };
  },
});

function checkName(name: string, isFifo: boolean): void {
  if (isFifo && !/^[\w-]{1,75}\.fifo$/.test(name))
    throw invalidParameter(
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length",
    );
  if (!isFifo && !/^[\w-]{1,80}$/.test(name))
    throw invalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
}
