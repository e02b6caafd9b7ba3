import type { InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { StatesError } from "../asl/errors.ts";
import type { TaskResource } from "../asl/host.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import type { Execution } from "../execution.ts";
import { invokeApi } from "./api-gateway.ts";
import { optimizedFailure, type OptimizedNames } from "./failures.ts";
import { functionFailure, invoke, LAMBDA_NAMES } from "./function.ts";
import { sdkMetadata } from "./metadata.ts";
import { callOperation } from "../../../aws-sdk-call/call.ts";
import { describeService } from "../../../aws-sdk-call/services.ts";
import { capitalized } from "../../../aws-sdk-call/shapes.ts";

type ServiceResource = TaskResource & { kind: "service" };

interface Optimized {
  client: string;
  names: OptimizedNames;
  actions: readonly string[];
  patterns: readonly ServiceResource["pattern"][];
}

const names = (prefix: string, service: string, base: string): OptimizedNames => ({ prefix, service, base });

/** The optimized integrations that are emulated: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html (2026-11) */
export const OPTIMIZED: Record<string, Optimized> = {
  lambda: {
    client: "lambda",
    names: LAMBDA_NAMES,
    actions: ["invoke"],
    patterns: ["request", "waitForTaskToken"],
  },
  apigateway: {
    client: "api-gateway",
    names: names("ApiGateway", "AmazonApiGateway", "AmazonApiGatewayException"),
    actions: ["invoke"],
    patterns: ["request", "waitForTaskToken"],
  },
  dynamodb: {
    client: "dynamodb",
    names: names("DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException"),
    actions: ["getItem", "putItem", "updateItem", "deleteItem"],
    patterns: ["request"],
  },
  sqs: {
    client: "sqs",
    names: names("SQS", "AmazonSQS", "AmazonSQSException"),
    actions: ["sendMessage"],
    patterns: ["request", "waitForTaskToken"],
  },
  sns: {
    client: "sns",
    names: names("SNS", "AmazonSNS", "AmazonSNSException"),
    actions: ["publish"],
    patterns: ["request", "waitForTaskToken"],
  },
  events: {
    client: "eventbridge",
    names: names("EventBridge", "AmazonCloudWatchEvents", "AmazonCloudWatchEventsException"),
    actions: ["putEvents"],
    patterns: ["request", "waitForTaskToken"],
  },
  states: {
    client: "sfn",
    names: names("StepFunctions", "AWSStepFunctions", "AWSStepFunctionsException"),
    actions: ["startExecution"],
    patterns: ["request", "sync", "sync:2", "waitForTaskToken"],
  },
};

export async function callOptimized(
  { service, action }: ServiceResource,
  parameters: Json,
  execution: Execution,
  context: OperationContext,
): Promise<Json> {
  const integration = OPTIMIZED[service];
  if (!integration) throw new NotEmulated(`the Step Functions integration ${service}:${action}`);
  if (service === "lambda") return invokeFunction(parameters as JsonObject, context);
  if (service === "apigateway") return invokeApi(parameters as JsonObject, execution, context);
  const given = service === "events" ? withResources(parameters as JsonObject, execution) : parameters;
  const operation = capitalized(action);
  let answer: JsonObject;
  try {
    answer = (await callOperation(
      integration.client,
      operation,
      given,
      capitalized,
      (date) => date.getTime(),
      context,
    )) as JsonObject;
  } catch (error) {
    const { errors } = await describeService(integration.client);
    throw optimizedFailure(error, integration.names, errors);
  }
  if (service === "events" && answer["FailedEntryCount"])
    throw new StatesError("EventBridge.FailedEntry", JSON.stringify(answer));
  return { ...answer, ...sdkMetadata(service, answer) };
}

/** lambda:invoke: Payload is JSON both ways; the other members are those of the API. */
async function invokeFunction(parameters: JsonObject, context: OperationContext): Promise<Json> {
  const { Payload, ...rest } = parameters;
  const output: InvokeCommandOutput = await invoke(
    {
      ...(rest as unknown as Parameters<typeof invoke>[0]),
      ...(Payload === undefined ? {} : { Payload: Buffer.from(JSON.stringify(Payload)) }),
    },
    context,
  );
  const text = Buffer.from(output.Payload ?? "").toString();
  if (output.FunctionError !== undefined) throw functionFailure(text);
  const version = output.ExecutedVersion ?? "$LATEST";
  return {
    ExecutedVersion: version,
    ...(output.LogResult === undefined ? {} : { LogResult: output.LogResult }),
    Payload: text === "" ? "" : (JSON.parse(text) as Json),
    ...sdkMetadata("lambda", text),
    StatusCode: output.StatusCode ?? 200,
  };
}

/** Events that a state machine puts name it and the execution among their resources. */
function withResources(parameters: JsonObject, { arn, machine }: Execution): JsonObject {
  const entries = parameters["Entries"];
  if (!Array.isArray(entries)) return parameters;
  return {
    ...parameters,
    Entries: entries.map((entry) => {
      if (!isObject(entry)) return entry;
      const own = Array.isArray(entry["Resources"]) ? entry["Resources"] : [];
      return { ...entry, Resources: [...own, arn, machine.arn] };
    }),
  };
}
