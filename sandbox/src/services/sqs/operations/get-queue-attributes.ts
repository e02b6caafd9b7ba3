import type { GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { describeAttributes } from "../attributes.ts";
import { getQueue, onQueue } from "../queues.ts";

export const getQueueAttributes = operation<GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput>({
  accepts: ["QueueUrl", "AttributeNames"],
  access: (input, context) => [onQueue("GetQueueAttributes", input.QueueUrl, context)],
  run(input, context) {
    const Attributes = describeAttributes(getQueue(input.QueueUrl, context), input.AttributeNames ?? []);
    return Object.keys(Attributes).length ? { Attributes } : {};
  },
});
