import type { AddPermissionCommandInput, AddPermissionCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { addStatement } from "../permissions.ts";
import { getQueue, onQueue } from "../queues.ts";

export const addPermission = operation<AddPermissionCommandInput, AddPermissionCommandOutput>({
  accepts: ["QueueUrl", "Label", "AWSAccountIds", "Actions"],
  access: (input, context) => [onQueue("AddPermission", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    addStatement(queue, { label: input.Label!, accounts: input.AWSAccountIds ?? [], actions: input.Actions ?? [] });
    queue.modifiedAt = context.clock.now();
    return {};
  },
});
