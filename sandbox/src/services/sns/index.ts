/**
 * Amazon SNS: topics; nothing of its mobile side.
 *
 * Emulated: standard and FIFO topics (groups, deduplication per topic or group, sequence numbers, order), subscriptions of SQS queues, Lambda
 * functions and HTTP endpoints on this machine (with confirmation), filter policies on attributes and on the body, raw delivery, message
 * structure, message attributes, batches, dead-letter queues of subscriptions, retries to HTTP endpoints on the sandbox's clock; topic policies
 * and AddPermission; metrics in CloudWatch; what SNS delivers is allowed by the queue's or the function's own policy; tags; `AWS::SNS::Topic`,
 * `AWS::SNS::Subscription`, `AWS::SNS::TopicPolicy`, `AWS::SNS::TopicInlinePolicy`. Codes and messages follow recordings of AWS (LocalStack's,
 * Apache-2.0, 2023-2026) where there are some.
 *
 * Gaps: e-mail, SMS, mobile push and Firehose subscriptions; delivery policies, delivery status logs, archive and replay, data protection,
 * active tracing, signature version 2, customer KMS keys; HTTP endpoints elsewhere.
 *
 * By design:
 * - Messages are delivered at once and once. A queue or function that refuses is not tried again (AWS: nor for lack of permission).
 * - Signatures are random bytes: the certificate that verifies them would have to come from AWS.
 * - A message of a FIFO topic goes to its subscriptions in order, one after the other.
 */
import { defineService } from "../../core/service.ts";
import { addPermission } from "./operations/add-permission.ts";
import { confirmSubscription } from "./operations/confirm-subscription.ts";
import { createTopic } from "./operations/create-topic.ts";
import { deleteTopic } from "./operations/delete-topic.ts";
import { getSubscriptionAttributes } from "./operations/get-subscription-attributes.ts";
import { getTopicAttributes } from "./operations/get-topic-attributes.ts";
import { listSubscriptions } from "./operations/list-subscriptions.ts";
import { listSubscriptionsByTopic } from "./operations/list-subscriptions-by-topic.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listTopics } from "./operations/list-topics.ts";
import { publish } from "./operations/publish.ts";
import { publishBatch } from "./operations/publish-batch.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { setSubscriptionAttributes } from "./operations/set-subscription-attributes.ts";
import { setTopicAttributes } from "./operations/set-topic-attributes.ts";
import { subscribe } from "./operations/subscribe.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { unsubscribe } from "./operations/unsubscribe.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { subscription } from "./resources/subscription.ts";
import { topicInlinePolicy, topicPolicy } from "./resources/topic-policy.ts";
import { topic } from "./resources/topic.ts";

export const sns = defineService({
  id: "sns",
  client: () => import("@aws-sdk/client-sns"),
  operations: {
    AddPermission: addPermission,
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: publish,
    PublishBatch: publishBatch,
    RemovePermission: removePermission,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
  resources: {
    "AWS::SNS::Subscription": subscription,
    "AWS::SNS::Topic": topic,
    "AWS::SNS::TopicInlinePolicy": topicInlinePolicy,
    "AWS::SNS::TopicPolicy": topicPolicy,
  },
});
