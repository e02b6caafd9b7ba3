/**
 * Amazon SQS.
 *
 * Emulated: standard and FIFO queues; message groups, deduplication (explicit, by content, per queue or per group, five minutes), sequence
 * numbers, receive attempt ids; fair queues (MessageGroupId in a standard queue); delays, visibility timeouts, retention and long polling on the
 * sandbox's clock; receipt handles that expire as on AWS; batches with partial failure; message attributes with AWS's MD5s; system attributes;
 * dead-letter queues with RedrivePolicy and RedriveAllowPolicy, move tasks; queue policies, AddPermission; purge; tags; every attribute with AWS's
 * checks; AWS JSON 1.0 and the older query protocol; `AWS::SQS::Queue`, `AWS::SQS::QueuePolicy`, `AWS::SQS::QueueInlinePolicy`. Codes and
 * messages follow recordings of AWS (LocalStack's, Apache-2.0, 2023-2026) where there are some, else AWS's documentation and clients' reports.
 *
 * Gaps: customer KMS keys (only alias/aws/sqs; it keeps services out, as AWS's does); VPC endpoints; throttling of FIFO queues and of the API.
 *
 * By design:
 * - A standard queue delivers once and in order (fair queues apart): AWS promises neither. A lab that needs a duplicate sends one.
 * - A receive sees the whole queue, also a short poll; AWS asks some of its servers, so that an answer may be empty. Counts are exact.
 * - Changes (attributes, purge, deletion) act at once; AWS takes up to 60 seconds. A name is free again after 60 seconds, for CloudFormation at once.
 * - Fair queues always serve the group with the fewest messages in flight first; AWS only once a group is a noisy neighbour.
 * - A move task without a limit moves everything at once.
 * - Nothing is encrypted: the attributes are stored and returned.
 */
import { defineService } from "../../core/service.ts";
import { addPermission } from "./operations/add-permission.ts";
import { cancelMessageMoveTask } from "./operations/cancel-message-move-task.ts";
import { changeMessageVisibility } from "./operations/change-message-visibility.ts";
import { changeMessageVisibilityBatch } from "./operations/change-message-visibility-batch.ts";
import { createQueue } from "./operations/create-queue.ts";
import { deleteMessage } from "./operations/delete-message.ts";
import { deleteMessageBatch } from "./operations/delete-message-batch.ts";
import { deleteQueue } from "./operations/delete-queue.ts";
import { getQueueAttributes } from "./operations/get-queue-attributes.ts";
import { getQueueUrl } from "./operations/get-queue-url.ts";
import { listDeadLetterSourceQueues } from "./operations/list-dead-letter-source-queues.ts";
import { listMessageMoveTasks } from "./operations/list-message-move-tasks.ts";
import { listQueueTags } from "./operations/list-queue-tags.ts";
import { listQueues } from "./operations/list-queues.ts";
import { purgeQueue } from "./operations/purge-queue.ts";
import { receiveMessage } from "./operations/receive-message.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { sendMessage } from "./operations/send-message.ts";
import { sendMessageBatch } from "./operations/send-message-batch.ts";
import { setQueueAttributes } from "./operations/set-queue-attributes.ts";
import { startMessageMoveTask } from "./operations/start-message-move-task.ts";
import { tagQueue } from "./operations/tag-queue.ts";
import { untagQueue } from "./operations/untag-queue.ts";
import { queue } from "./resources/queue.ts";
import { queueInlinePolicy } from "./resources/queue-inline-policy.ts";
import { queuePolicy } from "./resources/queue-policy.ts";

export const sqs = defineService({
  id: "sqs",
  client: () => import("@aws-sdk/client-sqs"),
  operations: {
    AddPermission: addPermission,
    CancelMessageMoveTask: cancelMessageMoveTask,
    ChangeMessageVisibility: changeMessageVisibility,
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
    CreateQueue: createQueue,
    DeleteMessage: deleteMessage,
    DeleteMessageBatch: deleteMessageBatch,
    DeleteQueue: deleteQueue,
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
    ListMessageMoveTasks: listMessageMoveTasks,
    ListQueueTags: listQueueTags,
    ListQueues: listQueues,
    PurgeQueue: purgeQueue,
    ReceiveMessage: receiveMessage,
    RemovePermission: removePermission,
    SendMessage: sendMessage,
    SendMessageBatch: sendMessageBatch,
    SetQueueAttributes: setQueueAttributes,
    StartMessageMoveTask: startMessageMoveTask,
    TagQueue: tagQueue,
    UntagQueue: untagQueue,
  },
  resources: {
    "AWS::SQS::Queue": queue,
    "AWS::SQS::QueueInlinePolicy": queueInlinePolicy,
    "AWS::SQS::QueuePolicy": queuePolicy,
  },
});
