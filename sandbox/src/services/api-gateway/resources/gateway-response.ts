import type { PutGatewayResponseCommandInput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::GatewayResponse. */
export const gatewayResponse: ResourceProvider = {
  emulates: {
    RestApiId: true,
    ResponseType: true,
    StatusCode: true,
    ResponseParameters: true,
    ResponseTemplates: true,
  },

  async create(properties, context) {
    await put(properties, context);
    const physicalId = context.generateName();
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update(properties, old, context) {
    await put(properties, context);
    return old.created;
  },

  delete: (_, context, { RestApiId, ResponseType }) =>
    deleteQuietly("DeleteGatewayResponse", { restApiId: RestApiId, responseType: ResponseType }, context),
};

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  await context.call<PutGatewayResponseCommandInput, unknown>("api-gateway", "PutGatewayResponse", {
    restApiId: properties.RestApiId,
    responseType: properties.ResponseType,
    statusCode: properties.StatusCode === undefined ? undefined : String(properties.StatusCode),
    responseParameters: properties.ResponseParameters,
    responseTemplates: properties.ResponseTemplates,
  });
}
