import type { ResourcePolicy as PolicyEntry } from "@aws-sdk/client-cloudwatch-logs";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { list } from "../../policy/document.ts";

interface ResourcePolicy {
  name: string;
  document: string;
  updatedAt: number;
}

/** Those of an account and Region, by name: they speak of log groups by ARN. */
export const policies = defineStore("regional", () => new Map<string, ResourcePolicy>());

/**
 * Vended logs (access logs of HTTP APIs, ...): AWS adds this statement when a service is told to deliver to a group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html (2026-11)
 */
const DELIVERY = {
  Sid: "AWSLogDeliveryWrite20150319",
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "*",
};

/** All of them as one document: which of them allows or denies does not matter. */
export function policyDocument(context: OperationContext): string {
  const own = [...context.state(policies).values()].flatMap(({ document }) =>
    list((JSON.parse(document) as { Statement: unknown }).Statement),
  );
  return JSON.stringify({ Version: "2012-10-17", Statement: [DELIVERY, ...own] });
}

export function describePolicy({ name, document, updatedAt }: ResourcePolicy): PolicyEntry {
  return { policyName: name, policyDocument: document, lastUpdatedTime: updatedAt, policyScope: "ACCOUNT" };
}
