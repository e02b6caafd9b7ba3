import { NotEmulated } from "../../core/errors.ts";
import { badRequest, invalidMapping } from "./errors.ts";

interface ActionDefinition {
  /** As it signs. */
  service: string;
  action: string;
  required: readonly string[];
  optional: readonly string[];
  /** Of services that speak JSON only; the others are asked in the query protocol. */
  json?: {
    target: string;
    version: "1.0" | "1.1";
    /** The input of the operation, from the parameters of the integration. */
    input: (parameters: Record<string, string>) => object;
  };
}

/** Members of Step Functions begin with a small letter, parameters do not. */
const camelCase = (parameters: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name[0]!.toLowerCase() + name.slice(1), value]),
  );

function states(action: string, required: string[], optional: string[]): ActionDefinition {
  return {
    service: "states",
    action,
    required,
    optional: [...optional, "Region"],
    json: { target: `AWSStepFunctions.${action}`, version: "1.0", input: camelCase },
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html (2026-11) */
const ACTIONS = {
  "EventBridge-PutEvents": {
    service: "events",
    action: "PutEvents",
    required: ["Detail", "DetailType", "Source"],
    optional: ["Time", "EventBusName", "Resources", "Region"],
    json: {
      target: "AWSEvents.PutEvents",
      version: "1.1",
      input: ({ Resources, Time, ...entry }) => ({
        Entries: [
          {
            ...entry,
            ...(Resources === undefined ? {} : { Resources: listOf(Resources) }),
            ...(Time === undefined ? {} : { Time: Date.parse(Time) / 1000 }),
          },
        ],
      }),
    },
  },
  "StepFunctions-StartExecution": states("StartExecution", ["StateMachineArn"], ["Name", "Input"]),
  "StepFunctions-StartSyncExecution": states(
    "StartSyncExecution",
    ["StateMachineArn"],
    ["Name", "Input", "TraceHeader"],
  ),
  "StepFunctions-StopExecution": states("StopExecution", ["ExecutionArn"], ["Cause", "Error"]),
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

/** A list is given as JSON or with commas. */
export function listOf(text: string): string[] {
  const value = parsed(text);
  return Array.isArray(value) ? value.map(String) : text.split(",").map((item) => item.trim());
}

export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
