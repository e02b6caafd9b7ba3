import type { ListQueuesCommandInput, ListQueuesCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { listQueueUrls } from "../paging.ts";
import { queueArn, queues } from "../queues.ts";

export const listQueues = operation<ListQueuesCommandInput, ListQueuesCommandOutput>({
  accepts: ["QueueNamePrefix", "NextToken", "MaxResults"],
  access: (_input, context) => [{ action: "sqs:ListQueues", resource: queueArn("*", context) }],
  run(input, context) {
    const { QueueNamePrefix: prefix = "" } = input;
    const { urls, NextToken } = listQueueUrls(
      [...context.state(queues).byName.values()].filter(({ name }) => name.startsWith(prefix)),
      input,
    );
    return { ...(urls.length ? { QueueUrls: urls } : {}), NextToken };
  },
});
