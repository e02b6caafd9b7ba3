import type {
  PutIntegrationCommandInput,
  PutIntegrationResponseCommandInput,
  PutMethodCommandInput,
  PutMethodResponseCommandInput,
} from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

const INTEGRATION = {
  Type: true,
  IntegrationHttpMethod: true,
  Uri: true,
  Credentials: true,
  RequestParameters: true,
  RequestTemplates: true,
  PassthroughBehavior: true,
  CacheNamespace: true,
  CacheKeyParameters: true,
  ConnectionType: true,
  ContentHandling: true,
  ResponseTransferMode: true,
  TimeoutInMillis: true,
  IntegrationResponses: {
    StatusCode: true,
    SelectionPattern: true,
    ResponseParameters: true,
    ResponseTemplates: true,
    ContentHandling: true,
  },
} as const;

/** AWS::ApiGateway::Method with its integration and responses. A change puts it anew, as AWS's own handler does. */
export const method: ResourceProvider = {
  emulates: {
    RestApiId: true,
    ResourceId: true,
    HttpMethod: true,
    AuthorizationType: true,
    AuthorizationScopes: true,
    AuthorizerId: true,
    ApiKeyRequired: true,
    OperationName: true,
    RequestParameters: true,
    RequestModels: true,
    RequestValidatorId: true,
    MethodResponses: { StatusCode: true, ResponseParameters: true, ResponseModels: true },
    Integration: INTEGRATION,
  },
  refuses: ({ Integration }) =>
    Integration?.ConnectionType === "VPC_LINK" ? ["AWS::ApiGateway::Method Integration.ConnectionType VPC_LINK"] : [],

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: `${properties.RestApiId}|${properties.ResourceId}|${properties.HttpMethod}`, attributes: {} };
  },

  async update(properties, old, context) {
    await deleteQuietly("DeleteMethod", keyOf(properties), context);
    await put(properties, context);
    return old.created;
  },

  delete: (_, context, properties) => deleteQuietly("DeleteMethod", keyOf(properties), context),
};

function keyOf({ RestApiId, ResourceId, HttpMethod }: Properties) {
  return { restApiId: RestApiId as string, resourceId: ResourceId as string, httpMethod: HttpMethod as string };
}

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const key = keyOf(properties);
  await context.call<PutMethodCommandInput, unknown>("api-gateway", "PutMethod", {
    ...key,
    authorizationType: properties.AuthorizationType ?? "NONE",
    authorizationScopes: properties.AuthorizationScopes,
    authorizerId: properties.AuthorizerId,
    apiKeyRequired: properties.ApiKeyRequired,
    operationName: properties.OperationName,
    requestParameters: flags(properties.RequestParameters),
    requestModels: properties.RequestModels,
    requestValidatorId: properties.RequestValidatorId,
  });
  for (const response of properties.MethodResponses ?? [])
    await context.call<PutMethodResponseCommandInput, unknown>("api-gateway", "PutMethodResponse", {
      ...key,
      statusCode: String(response.StatusCode),
      responseParameters: flags(response.ResponseParameters),
      responseModels: response.ResponseModels,
    });
  if (properties.Integration) await putIntegration(properties.Integration, key, context);
}

async function putIntegration(
  integration: Properties,
  key: ReturnType<typeof keyOf>,
  context: ResourceContext,
): Promise<void> {
  await context.call<PutIntegrationCommandInput, unknown>("api-gateway", "PutIntegration", {
    ...key,
    type: integration.Type,
    integrationHttpMethod: integration.IntegrationHttpMethod,
    uri: integration.Uri,
    connectionType: integration.ConnectionType,
    credentials: integration.Credentials,
    requestParameters: integration.RequestParameters,
    requestTemplates: integration.RequestTemplates,
    passthroughBehavior: integration.PassthroughBehavior,
    cacheNamespace: integration.CacheNamespace,
    cacheKeyParameters: integration.CacheKeyParameters,
    contentHandling: integration.ContentHandling,
    responseTransferMode: integration.ResponseTransferMode,
    timeoutInMillis: integration.TimeoutInMillis === undefined ? undefined : Number(integration.TimeoutInMillis),
  });
  for (const response of integration.IntegrationResponses ?? [])
    await context.call<PutIntegrationResponseCommandInput, unknown>("api-gateway", "PutIntegrationResponse", {
      ...key,
      statusCode: String(response.StatusCode),
      selectionPattern: response.SelectionPattern,
      responseParameters: response.ResponseParameters,
      responseTemplates: response.ResponseTemplates,
      contentHandling: response.ContentHandling,
    });
}

/** Templates may carry booleans as text. */
function flags(parameters: Record<string, unknown> | undefined): Record<string, boolean> | undefined {
  return (
    parameters &&
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value) === "true"]))
  );
}
