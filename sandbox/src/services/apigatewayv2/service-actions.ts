import { NotEmulated } from "../../core/errors.ts";
import { badRequest, invalidMapping } from "./errors.ts";

interface ActionDefinition {
  /** As it signs. */
  service: string;
  action: string;
  required: readonly string[];
  optional: readonly string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html (2026-11) */
const ACTIONS = {
  "SQS-SendMessage": {
    service: "sqs",
    action: "SendMessage",
    required: ["QueueUrl", "MessageBody"],
    optional: [
      "DelaySeconds",
      "MessageAttributes",
      "MessageDeduplicationId",
      "MessageGroupId",
      "MessageSystemAttributes",
      "Region",
    ],
  },
  "SQS-ReceiveMessage": {
    service: "sqs",
    action: "ReceiveMessage",
    required: ["QueueUrl"],
    optional: [
      "AttributeNames",
      "MaxNumberOfMessages",
      "MessageAttributeNames",
      "ReceiveRequestAttemptId",
      "VisibilityTimeout",
      "WaitTimeSeconds",
      "Region",
    ],
  },
  "SQS-DeleteMessage": {
    service: "sqs",
    action: "DeleteMessage",
    required: ["ReceiptHandle", "QueueUrl"],
    optional: ["Region"],
  },
  "SQS-PurgeQueue": { service: "sqs", action: "PurgeQueue", required: ["QueueUrl"], optional: ["Region"] },
} satisfies Record<string, ActionDefinition>;

export type ServiceAction = keyof typeof ACTIONS;

/** Reasons not to take an action, completing "The sandbox does not emulate ...". */
export function actionGap(subtype: string): string | undefined {
  return subtype in ACTIONS ? undefined : `apigatewayv2 integrations with IntegrationSubtype ${subtype}`;
}

export function definitionOf(subtype: ServiceAction): ActionDefinition {
  return ACTIONS[subtype];
}

export function parseAction(subtype: string): ServiceAction {
  const gap = actionGap(subtype);
  if (gap) throw new NotEmulated(gap);
  return subtype as ServiceAction;
}

/** The wording is ours; AWS refuses both too. */
export function checkActionParameters(subtype: ServiceAction, parameters: Record<string, string>): void {
  const { required, optional } = definitionOf(subtype);
  for (const name of Object.keys(parameters))
    if (!required.includes(name) && !optional.includes(name))
      throw invalidMapping(`Invalid parameter specified for the integration subtype ${subtype}: ${name}`);
  const missing = required.filter((name) => !parameters[name]);
  if (missing.length)
    throw badRequest(`Missing required parameters for the integration subtype ${subtype}: ${missing.join(", ")}`);
}
