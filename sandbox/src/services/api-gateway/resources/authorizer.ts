import type { CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { changedMembers, changedValues } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::Authorizer. */
export const authorizer: ResourceProvider = {
  emulates: {
    RestApiId: true,
    Name: true,
    Type: true,
    AuthType: true,
    AuthorizerUri: true,
    AuthorizerCredentials: true,
    AuthorizerResultTtlInSeconds: true,
    IdentitySource: true,
    IdentityValidationExpression: true,
    ProviderARNs: true,
  },

  async create(properties, context) {
    const { id } = await context.call<CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput>(
      "api-gateway",
      "CreateAuthorizer",
      {
        restApiId: properties.RestApiId,
        name: properties.Name,
        type: properties.Type,
        authType: properties.AuthType,
        authorizerUri: properties.AuthorizerUri,
        authorizerCredentials: properties.AuthorizerCredentials,
        authorizerResultTtlInSeconds: properties.AuthorizerResultTtlInSeconds,
        identitySource: properties.IdentitySource,
        identityValidationExpression: properties.IdentityValidationExpression,
        providerARNs: properties.ProviderARNs,
      },
    );
    return { physicalId: id!, attributes: { AuthorizerId: id } };
  },

  async update(properties, old, context) {
    const before = old.properties;
    const patchOperations = [
      ...changedMembers("/providerARNs", before.ProviderARNs, properties.ProviderARNs),
      ...changedValues({
        "/name": [before.Name, properties.Name],
        "/type": [before.Type, properties.Type],
        "/authType": [before.AuthType ?? defaultAuthType(before), properties.AuthType ?? defaultAuthType(properties)],
        "/authorizerUri": [before.AuthorizerUri, properties.AuthorizerUri],
        "/authorizerCredentials": [before.AuthorizerCredentials, properties.AuthorizerCredentials],
        "/authorizerResultTtlInSeconds": [
          before.AuthorizerResultTtlInSeconds ?? 300,
          properties.AuthorizerResultTtlInSeconds ?? 300,
        ],
        "/identitySource": [before.IdentitySource, properties.IdentitySource],
        "/identityValidationExpression": [before.IdentityValidationExpression, properties.IdentityValidationExpression],
      }),
    ];
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateAuthorizer", {
        restApiId: properties.RestApiId,
        authorizerId: old.created.physicalId,
        patchOperations,
      });
    return old.created;
  },

  delete: ({ physicalId }, context, { RestApiId }) =>
    deleteQuietly("DeleteAuthorizer", { restApiId: RestApiId, authorizerId: physicalId }, context),
};

function defaultAuthType({ Type }: Properties): string {
  return Type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom";
}
