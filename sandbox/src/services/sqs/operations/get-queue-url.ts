import type { GetQueueUrlCommandInput, GetQueueUrlCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { queueDoesNotExist } from "../errors.ts";
import { onQueueArn, queueArn, queueByArn } from "../queues.ts";

export const getQueueUrl = operation<GetQueueUrlCommandInput, GetQueueUrlCommandOutput>({
  accepts: ["QueueName", "QueueOwnerAWSAccountId"],
  access: (input, context) => [onQueueArn("GetQueueUrl", arnOf(input, context), context)],
  run(input, context) {
    const queue = queueByArn(arnOf(input, context), context);
    if (!queue) throw queueDoesNotExist();
    return { QueueUrl: queue.url };
  },
});

function arnOf(input: GetQueueUrlCommandInput, { account, region }: { account: string; region: string }): string {
  return queueArn(input.QueueName!, { account: input.QueueOwnerAWSAccountId ?? account, region });
}
