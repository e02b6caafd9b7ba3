import type {
  CreateIntegrationCommandInput,
  CreateIntegrationCommandOutput,
  UpdateIntegrationCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { actionGap } from "../service-actions.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Integration: AWS_PROXY with a Lambda function or an action of a service, and HTTP_PROXY. */
export const integration: ResourceProvider = {
  emulates: {
    ApiId: true,
    IntegrationType: true,
    IntegrationSubtype: true,
    IntegrationUri: true,
    IntegrationMethod: true,
    ConnectionType: true,
    CredentialsArn: true,
    PayloadFormatVersion: true,
    RequestParameters: true,
    ResponseParameters: true,
    TimeoutInMillis: true,
    Description: true,
  },
  refuses: ({ ConnectionType, IntegrationSubtype }) =>
    [
      ConnectionType === "VPC_LINK" ? "AWS::ApiGatewayV2::Integration ConnectionType VPC_LINK" : undefined,
      typeof IntegrationSubtype === "string" ? actionGap(IntegrationSubtype) : undefined,
    ].filter((gap) => gap !== undefined),

  async create(properties, context) {
    const { IntegrationId } = await context.call<CreateIntegrationCommandInput, CreateIntegrationCommandOutput>(
      "apigatewayv2",
      "CreateIntegration",
      {
        ApiId: properties.ApiId,
        IntegrationType: properties.IntegrationType,
        ...valuesOf(properties),
        RequestParameters: properties.RequestParameters,
        ResponseParameters: responseMappings(properties),
      },
    );
    return { physicalId: IntegrationId!, attributes: { IntegrationId } };
  },

  async update(properties, old, context) {
    await context.call<UpdateIntegrationCommandInput, unknown>("apigatewayv2", "UpdateIntegration", {
      ApiId: properties.ApiId,
      IntegrationId: old.created.physicalId,
      IntegrationType: properties.IntegrationType,
      ...valuesOf(properties),
      RequestParameters: changes(old.properties.RequestParameters, properties.RequestParameters, ""),
      ResponseParameters: changes(responseMappings(old.properties), responseMappings(properties), {}),
    });
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteIntegration", { ApiId, IntegrationId: physicalId }, context),
};

function valuesOf(properties: Properties) {
  const timeout = properties.TimeoutInMillis as unknown;
  return {
    IntegrationSubtype: properties.IntegrationSubtype,
    IntegrationUri: properties.IntegrationUri,
    IntegrationMethod: properties.IntegrationMethod,
    ConnectionType: properties.ConnectionType,
    CredentialsArn: properties.CredentialsArn,
    PayloadFormatVersion:
      properties.PayloadFormatVersion === undefined ? undefined : String(properties.PayloadFormatVersion),
    TimeoutInMillis: timeout === undefined ? undefined : Number(timeout),
    Description: properties.Description,
  };
}

/** Templates write the mappings of a status as a list: { "200": { ResponseParameters: [{ Destination, Source }] } }. */
function responseMappings({ ResponseParameters }: Properties): Record<string, Record<string, string>> | undefined {
  if (!ResponseParameters) return undefined;
  type Mapping = { Destination: string; Source: string };
  const statuses = Object.entries(ResponseParameters as Record<string, { ResponseParameters?: Mapping[] }>);
  return Object.fromEntries(
    statuses.map(([status, { ResponseParameters: list = [] }]) => [
      status,
      Object.fromEntries(list.map(({ Destination, Source }) => [Destination, Source])),
    ]),
  );
}

/** An update names what is new or different; what is gone gets an empty value. */
function changes<T>(
  before: Record<string, T> | undefined,
  after: Record<string, T> | undefined,
  gone: T,
): Record<string, T> {
  const removed = Object.keys(before ?? {}).filter((name) => !(name in (after ?? {})));
  const changed = Object.entries(after ?? {}).filter(
    ([name, value]) => JSON.stringify(before?.[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries([...removed.map((name) => [name, gone] as const), ...changed]);
}
