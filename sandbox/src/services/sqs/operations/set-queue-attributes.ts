import type { SetQueueAttributesCommandInput, SetQueueAttributesCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { applyAttributes } from "../attributes.ts";
import { getQueue, onQueue } from "../queues.ts";

export const setQueueAttributes = operation<SetQueueAttributesCommandInput, SetQueueAttributesCommandOutput>({
  accepts: ["QueueUrl", "Attributes"],
  access: (input, context) => [onQueue("SetQueueAttributes", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    queue.attributes = applyAttributes(input.Attributes ?? {}, queue.attributes, queue, context);
    queue.modifiedAt = context.clock.now();
    queue.refresh();
    return {};
  },
});
