import type { Subscription as Listed } from "@aws-sdk/client-sns";
import type { OperationContext } from "../../core/service.ts";
import type { EventPattern } from "../../event-pattern/event-pattern.ts";
import { invalidParameter, notFound } from "./errors.ts";
import { findTopic, type Topic } from "./topic.ts";

export type Protocol = "sqs" | "lambda" | "http" | "https";

export interface Subscription {
  arn: string;
  topicArn: string;
  protocol: Protocol;
  endpoint: string;
  owner: string;
  /** ARN of who subscribed. */
  principal: string;
  /** As given: RawMessageDelivery, FilterPolicy, FilterPolicyScope, RedrivePolicy. */
  attributes: Map<string, string>;
  filter: EventPattern | undefined;
  /** Until it is confirmed. */
  token: string | undefined;
  authenticatesUnsubscribe: boolean;
  /** Deliveries of a FIFO topic, one after the other. */
  tail: Promise<void>;
}

/** Recorded in test_unsubscribe_wrong_arn_format. */
export function checkSubscriptionArn(arn: string): string {
  if (arn === "") throw invalidParameter("SubscriptionArn Reason: no value for required parameter");
  const parts = arn.split(":");
  if (parts.length < 6)
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  if (parts.length < 7) throw invalidParameter("SubscriptionId");
  return parts.slice(0, 6).join(":");
}

export function findSubscription(
  arn: string,
  context: OperationContext,
): { topic: Topic; subscription: Subscription } | undefined {
  const topic = findTopic(checkSubscriptionArn(arn), context);
  const subscription = topic?.subscriptions.get(arn);
  return topic && subscription && { topic, subscription };
}

export function getSubscription(arn: string, context: OperationContext) {
  const found = findSubscription(arn, context);
  if (!found) throw notFound("Subscription");
  return found;
}

export function isRaw({ attributes }: Subscription): boolean {
  return attributes.get("RawMessageDelivery") === "true";
}

export function describeSubscription(subscription: Subscription): Record<string, string> {
  const { arn, topicArn, protocol, endpoint, owner, principal, attributes, token } = subscription;
  return {
    ConfirmationWasAuthenticated: String(token === undefined && !protocol.startsWith("http")),
    Endpoint: endpoint,
    Owner: owner,
    PendingConfirmation: String(token !== undefined),
    Protocol: protocol,
    RawMessageDelivery: "false",
    SubscriptionArn: arn,
    SubscriptionPrincipal: principal,
    TopicArn: topicArn,
    ...Object.fromEntries(attributes),
    ...(attributes.has("FilterPolicy")
      ? { FilterPolicyScope: attributes.get("FilterPolicyScope") ?? "MessageAttributes" }
      : {}),
  };
}

export function listed({ arn, topicArn, protocol, endpoint, owner, token }: Subscription): Listed {
  return {
    SubscriptionArn: token === undefined ? arn : "PendingConfirmation",
    Owner: owner,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}
