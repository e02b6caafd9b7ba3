import { AwsError } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { missingMembers } from "../../../wire/required.ts";
import { shapeOf } from "../../../wire/schema.ts";
import type { TaskResource } from "../asl/host.ts";
import type { Json } from "../asl/json.ts";
import { sdkFailure } from "./failures.ts";
import { clientIdOf, describeService } from "./services.ts";
import { javaNamed, toInput, toJson, type Naming } from "./shapes.ts";

type ServiceResource = TaskResource & { kind: "service" };

/** The services as the Java SDK 2 names them, where that is not the id with a capital. */
const JAVA_NAMES: Record<string, string> = {
  apigateway: "ApiGateway",
  apigatewayv2: "ApiGatewayV2",
  cloudformation: "CloudFormation",
  cloudwatch: "CloudWatch",
  cloudwatchlogs: "CloudWatchLogs",
  cognitoidentityprovider: "CognitoIdentityProvider",
  dynamodb: "DynamoDb",
  dynamodbstreams: "DynamoDbStreams",
  eventbridge: "EventBridge",
  secretsmanager: "SecretsManager",
};

/** arn:aws:states:::aws-sdk:<service>:<operation>: any operation of a service. */
export async function callSdk(resource: ServiceResource, parameters: Json, context: OperationContext): Promise<Json> {
  const { service, action } = resource;
  const id = clientIdOf(service)!;
  const operation = `${action[0]!.toUpperCase()}${action.slice(1)}`;
  try {
    return await callOperation(id, operation, parameters, javaNamed, (date) => date.toISOString(), context);
  } catch (error) {
    const { errors } = await describeService(id);
    throw sdkFailure(error, JAVA_NAMES[service] ?? `${service[0]!.toUpperCase()}${service.slice(1)}`, errors);
  }
}

/** Calls an operation with JSON, and returns JSON. */
export async function callOperation(
  id: string,
  name: string,
  parameters: Json,
  naming: Naming,
  time: (date: Date) => Json,
  context: OperationContext,
): Promise<Json> {
  const { operations } = await describeService(id);
  const operation = operations.get(name)!;
  const input = shapeOf(operation, "input");
  const output = shapeOf(operation, "output");
  const given = input ? toInput(input, parameters) : {};
  // As the gateway does for requests that come from outside.
  const missing = input ? missingMembers(input, given) : [];
  if (missing.length) throw missingParameters(missing);
  const answer = await context.call<unknown, object>(id, name, given);
  return output ? toJson(output, answer, naming, time) : {};
}

function missingParameters(paths: string[]): AwsError {
  const failures = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  const count = `${paths.length} validation error${paths.length > 1 ? "s" : ""} detected`;
  return new AwsError("ValidationException", `${count}: ${failures.join("; ")}`, { status: 400 });
}
