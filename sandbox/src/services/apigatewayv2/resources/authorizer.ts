import type {
  CreateAuthorizerCommandInput,
  CreateAuthorizerCommandOutput,
  UpdateAuthorizerCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Authorizer, of the types JWT and REQUEST. */
export const authorizer: ResourceProvider = {
  emulates: {
    ApiId: true,
    Name: true,
    AuthorizerType: true,
    AuthorizerUri: true,
    AuthorizerCredentialsArn: true,
    AuthorizerPayloadFormatVersion: true,
    AuthorizerResultTtlInSeconds: true,
    EnableSimpleResponses: true,
    IdentitySource: true,
    JwtConfiguration: { Audience: true, Issuer: true },
  },

  async create(properties, context) {
    const { AuthorizerId } = await context.call<CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput>(
      "apigatewayv2",
      "CreateAuthorizer",
      {
        ApiId: properties.ApiId,
        Name: properties.Name,
        AuthorizerType: properties.AuthorizerType,
        IdentitySource: properties.IdentitySource,
        ...valuesOf(properties),
      },
    );
    return { physicalId: AuthorizerId!, attributes: { AuthorizerId } };
  },

  async update(properties, old, context) {
    await context.call<UpdateAuthorizerCommandInput, unknown>("apigatewayv2", "UpdateAuthorizer", {
      ApiId: properties.ApiId,
      AuthorizerId: old.created.physicalId,
      Name: properties.Name,
      AuthorizerType: properties.AuthorizerType,
      IdentitySource: properties.IdentitySource ?? [],
      ...valuesOf(properties),
    });
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteAuthorizer", { ApiId, AuthorizerId: physicalId }, context),
};

function valuesOf(properties: Properties) {
  const { AuthorizerResultTtlInSeconds: ttl, AuthorizerPayloadFormatVersion: version } = properties;
  return {
    AuthorizerUri: properties.AuthorizerUri,
    AuthorizerCredentialsArn: properties.AuthorizerCredentialsArn,
    AuthorizerPayloadFormatVersion: version === undefined ? undefined : String(version),
    AuthorizerResultTtlInSeconds: ttl === undefined ? undefined : Number(ttl),
    EnableSimpleResponses:
      properties.EnableSimpleResponses === undefined ? undefined : String(properties.EnableSimpleResponses) === "true",
    JwtConfiguration: properties.JwtConfiguration,
  };
}
