import { callOperation } from "../../../aws-sdk-call/call.ts";
import { clientIdOf, describeService } from "../../../aws-sdk-call/services.ts";
import { javaNamed } from "../../../aws-sdk-call/shapes.ts";
import type { Json } from "../../../core/json.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { TaskResource } from "../asl/host.ts";
import { sdkFailure } from "./failures.ts";

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
