import type {
  CreateIntegrationCommandInput,
  CreateIntegrationCommandOutput,
  UpdateIntegrationCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Integration, of the type AWS_PROXY with a Lambda function. */
export const integration: ResourceProvider = {
  emulates: {
    ApiId: true,
    IntegrationType: true,
    IntegrationUri: true,
    IntegrationMethod: true,
    ConnectionType: true,
    PayloadFormatVersion: true,
    TimeoutInMillis: true,
    Description: true,
  },
  refuses: ({ IntegrationType }) =>
    typeof IntegrationType === "string" && IntegrationType !== "AWS_PROXY"
      ? [`AWS::ApiGatewayV2::Integration IntegrationType ${IntegrationType}`]
      : [],

  async create(properties, context) {
    const { IntegrationId } = await context.call<CreateIntegrationCommandInput, CreateIntegrationCommandOutput>(
      "apigatewayv2",
      "CreateIntegration",
      { ApiId: properties.ApiId, IntegrationType: properties.IntegrationType, ...valuesOf(properties) },
    );
    return { physicalId: IntegrationId!, attributes: { IntegrationId } };
  },

  async update(properties, old, context) {
    await context.call<UpdateIntegrationCommandInput, unknown>("apigatewayv2", "UpdateIntegration", {
      ApiId: properties.ApiId,
      IntegrationId: old.created.physicalId,
      IntegrationType: properties.IntegrationType,
      ...valuesOf(properties),
    });
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteIntegration", { ApiId, IntegrationId: physicalId }, context),
};

function valuesOf(properties: Properties) {
  const timeout = properties.TimeoutInMillis as unknown;
  return {
    IntegrationUri: properties.IntegrationUri,
    IntegrationMethod: properties.IntegrationMethod,
    ConnectionType: properties.ConnectionType,
    PayloadFormatVersion:
      properties.PayloadFormatVersion === undefined ? undefined : String(properties.PayloadFormatVersion),
    TimeoutInMillis: timeout === undefined ? undefined : Number(timeout),
    Description: properties.Description,
  };
}
