import type { RemovePermissionCommandInput, RemovePermissionCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { removeStatement } from "../permissions.ts";
import { getQueue, onQueue } from "../queues.ts";

export const removePermission = operation<RemovePermissionCommandInput, RemovePermissionCommandOutput>({
  accepts: ["QueueUrl", "Label"],
  access: (input, context) => [onQueue("RemovePermission", input.QueueUrl, context)],
  run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    removeStatement(queue, input.Label!);
    queue.modifiedAt = context.clock.now();
    return {};
  },
});
