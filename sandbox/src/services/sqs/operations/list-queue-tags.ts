import type { ListQueueTagsCommandInput, ListQueueTagsCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { getQueue, onQueue } from "../queues.ts";

export const listQueueTags = operation<ListQueueTagsCommandInput, ListQueueTagsCommandOutput>({
  accepts: ["QueueUrl"],
  access: (input, context) => [onQueue("ListQueueTags", input.QueueUrl, context)],
  run(input, context) {
    const { tags } = getQueue(input.QueueUrl, context);
    return tags.size ? { Tags: Object.fromEntries(tags) } : {};
  },
});
