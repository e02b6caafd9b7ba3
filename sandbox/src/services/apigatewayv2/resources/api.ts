import type {
  CreateApiCommandInput,
  CreateApiCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
  UpdateApiCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Api. Its Tags are a map. */
export const api: ResourceProvider = {
  emulates: {
    Name: true,
    ProtocolType: true,
    Description: true,
    Version: true,
    CorsConfiguration: true,
    DisableExecuteApiEndpoint: true,
    ApiKeySelectionExpression: true,
    RouteSelectionExpression: true,
    IpAddressType: true,
    Target: true,
    RouteKey: true,
    CredentialsArn: true,
    Tags: true,
  },
  refuses: ({ ProtocolType }) =>
    ProtocolType === "WEBSOCKET" ? ["AWS::ApiGatewayV2::Api ProtocolType WEBSOCKET (WebSocket APIs)"] : [],

  async create(properties, context) {
    const { ApiId, ApiEndpoint } = await context.call<CreateApiCommandInput, CreateApiCommandOutput>(
      "apigatewayv2",
      "CreateApi",
      {
        ...valuesOf(properties),
        Name: properties.Name,
        ProtocolType: properties.ProtocolType,
        Tags: properties.Tags,
      },
    );
    return { physicalId: ApiId!, attributes: { ApiId, ApiEndpoint } };
  },

  async update(properties, old, context) {
    const { physicalId } = old.created;
    await context.call<UpdateApiCommandInput, unknown>("apigatewayv2", "UpdateApi", {
      ApiId: physicalId,
      Name: properties.Name,
      ...valuesOf(properties),
      Description: properties.Description ?? "",
      Version: properties.Version ?? "",
      DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint ?? false,
    });
    if (old.properties.CorsConfiguration && !properties.CorsConfiguration)
      await context.call("apigatewayv2", "DeleteCorsConfiguration", { ApiId: physicalId });
    const arn = `arn:aws:apigateway:${context.region}::/apis/${physicalId}`;
    await retag(arn, old.properties, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context) => deleteQuietly("DeleteApi", { ApiId: physicalId }, context),
};

function valuesOf(properties: Properties) {
  return {
    Description: properties.Description,
    Version: properties.Version,
    CorsConfiguration: properties.CorsConfiguration,
    DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
    ApiKeySelectionExpression: properties.ApiKeySelectionExpression,
    RouteSelectionExpression: properties.RouteSelectionExpression,
    IpAddressType: properties.IpAddressType,
    Target: properties.Target,
    RouteKey: properties.RouteKey,
    CredentialsArn: properties.CredentialsArn,
  };
}

/** Brings the tags of an API or a stage to those of its properties. */
export async function retag(arn: string, old: Properties, next: Properties, context: ResourceContext): Promise<void> {
  await changeTags(old.Tags, next.Tags, {
    untag: (TagKeys) =>
      context.call<UntagResourceCommandInput, unknown>("apigatewayv2", "UntagResource", { ResourceArn: arn, TagKeys }),
    tag: (Tags) =>
      context.call<TagResourceCommandInput, unknown>("apigatewayv2", "TagResource", { ResourceArn: arn, Tags }),
  });
}
