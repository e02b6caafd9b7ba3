import type { TagQueueCommandInput, TagQueueCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { getQueue, onQueue } from "../queues.ts";
import { addTags, tagConditions } from "../tags.ts";

export const tagQueue = operation<TagQueueCommandInput, TagQueueCommandOutput>({
  accepts: ["QueueUrl", "Tags"],
  access(input, context) {
    const request = onQueue("TagQueue", input.QueueUrl, context);
    return [{ ...request, conditions: { ...request.conditions, ...tagConditions(input.Tags) } }];
  },
  run(input, context) {
    addTags(getQueue(input.QueueUrl, context), input.Tags ?? {});
    return {};
  },
});
