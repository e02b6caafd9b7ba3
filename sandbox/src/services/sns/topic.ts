import { formatArn, parseArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { invalidParameter, notFound } from "./errors.ts";
import type { Subscription } from "./subscription.ts";

/** What a FIFO topic has accepted lately, by deduplication id. */
export interface Accepted {
  at: number;
  messageId: string;
  sequenceNumber: string;
}

export interface Topic {
  name: string;
  arn: string;
  account: string;
  isFifo: boolean;
  /** Those that were set, as given. */
  attributes: Map<string, string>;
  tags: Map<string, string>;
  /** By ARN. */
  subscriptions: Map<string, Subscription>;
  deletedSubscriptions: number;
  accepted: Map<string, Accepted>;
  published: number;
}

export const topics = defineStore("regional", () => new Map<string, Topic>());

export function topicArn(name: string, { account, region }: { account: string; region: string }): string {
  return formatArn({ service: "sns", region, account, resource: name });
}

/** Recorded in test_publish_wrong_arn_format and test_topic_publish_another_region. */
function checkTopicArn(arn: string, { region }: { region: string }): void {
  const elements = arn.split(":").length;
  if (elements < 6) throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${elements}`);
  if (parseArn(arn)?.region !== region) throw invalidParameter("TopicArn");
}

export function findTopic(arn: string, context: OperationContext): Topic | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== "sns") return undefined;
  return context.allState.get(topics, parsed.account, parsed.region).get(parsed.resource);
}

export function getTopic(arn: string, context: OperationContext): Topic {
  checkTopicArn(arn, context);
  const topic = findTopic(arn, context);
  if (!topic) throw notFound("Topic");
  return topic;
}

/** A request about a topic, with its policy and tags. */
export function onTopic(
  action: string,
  arn: string,
  context: OperationContext,
  conditions: Record<string, string | string[]> = {},
): AccessRequest {
  checkTopicArn(arn, context);
  const topic = findTopic(arn, context);
  const tags = Object.fromEntries([...(topic?.tags ?? [])].map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
  return {
    action: `sns:${action}`,
    resource: arn,
    conditions: { ...tags, ...sourceOwner(context), ...conditions },
    ...(topic ? { resourcePolicy: policyOf(topic) } : {}),
  };
}

/**
 * The key that the default policy asks for. Few services send it still; of those here CloudWatch, whose alarms reach a topic with that policy:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html#source-account-versus-source-owner (2026-11-21)
 */
function sourceOwner({ principal }: OperationContext): Record<string, string> {
  return principal.type === "service" && principal.service === "cloudwatch.amazonaws.com"
    ? { "aws:SourceOwner": principal.account }
    : {};
}

/** The policy a topic has until it is given another; recorded in test_create_topic_test_arn. */
export function policyOf({ arn, account, attributes }: Topic): string {
  return (
    attributes.get("Policy") ??
    JSON.stringify({
      Version: "2008-10-17",
      Id: "__default_policy_ID",
      Statement: [
        {
          Sid: "__default_statement_ID",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: [
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish",
          ],
          Resource: arn,
          Condition: { StringEquals: { "AWS:SourceOwner": account } },
        },
      ],
    })
  );
}
