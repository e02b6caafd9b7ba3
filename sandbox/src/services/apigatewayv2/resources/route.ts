import type {
  CreateRouteCommandInput,
  CreateRouteCommandOutput,
  UpdateRouteCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Route. */
export const route: ResourceProvider = {
  emulates: {
    ApiId: true,
    RouteKey: true,
    Target: true,
    OperationName: true,
    AuthorizationType: true,
    AuthorizationScopes: true,
    AuthorizerId: true,
    ApiKeyRequired: true,
  },

  async create(properties, context) {
    const { RouteId } = await context.call<CreateRouteCommandInput, CreateRouteCommandOutput>(
      "apigatewayv2",
      "CreateRoute",
      { ApiId: properties.ApiId, RouteKey: properties.RouteKey, ...valuesOf(properties) },
    );
    return { physicalId: RouteId!, attributes: { RouteId } };
  },

  async update(properties, old, context) {
    await context.call<UpdateRouteCommandInput, unknown>("apigatewayv2", "UpdateRoute", {
      ApiId: properties.ApiId,
      RouteId: old.created.physicalId,
      RouteKey: properties.RouteKey,
      ...valuesOf(properties),
      AuthorizationType: properties.AuthorizationType ?? "NONE",
      AuthorizationScopes: properties.AuthorizationScopes ?? [],
    });
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) => deleteQuietly("DeleteRoute", { ApiId, RouteId: physicalId }, context),
};

function valuesOf(properties: Properties) {
  return {
    Target: properties.Target,
    OperationName: properties.OperationName,
    AuthorizationType: properties.AuthorizationType,
    AuthorizationScopes: properties.AuthorizationScopes,
    AuthorizerId: properties.AuthorizerId,
    ApiKeyRequired: properties.ApiKeyRequired,
  };
}
