import type * as sdk from "@aws-sdk/client-api-gateway";
import type { UpdateAuthorizerCommandInput, UpdateAuthorizerCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkAuthorizer } from "../authorizer.ts";
import { applyPatch, checkOperations } from "../patch.ts";
import { requireRestApi, requireAuthorizer } from "../rest-api.ts";

export const updateAuthorizer = operation<UpdateAuthorizerCommandInput, UpdateAuthorizerCommandOutput>({
  accepts: ["restApiId", "authorizerId", "patchOperations"],
  access: (input, context) =>
    onPath("PATCH", `/restapis/${input.restApiId}/authorizers/${input.authorizerId}`, context),
  run(input, context) {
    checkOperations("updateAuthorizerInput", input.patchOperations);
    const before = requireAuthorizer(requireRestApi(input.restApiId!, context), input.authorizerId!);
    const authorizer = { ...before };
    applyPatch(input.patchOperations, {
      "/name": { replace: (value) => (authorizer.name = value) },
      "/type": { replace: (value) => (authorizer.type = value as sdk.AuthorizerType) },
      "/authType": { replace: (value) => (authorizer.authType = value) },
      "/providerARNs": {
        add: (value) => (authorizer.providerARNs = [...(authorizer.providerARNs ?? []), value]),
        remove: (_, value) => (authorizer.providerARNs = authorizer.providerARNs?.filter((arn) => arn !== value)),
      },
      "/authorizerUri": { replace: (value) => (authorizer.authorizerUri = value) },
      "/authorizerCredentials": {
        replace: (value) => (authorizer.authorizerCredentials = value || undefined),
        remove: () => (authorizer.authorizerCredentials = undefined),
      },
      "/identitySource": {
        replace: (value) => (authorizer.identitySource = value),
        remove: () => (authorizer.identitySource = undefined),
      },
      "/identityValidationExpression": {
        replace: (value) => (authorizer.identityValidationExpression = value || undefined),
        remove: () => (authorizer.identityValidationExpression = undefined),
      },
      "/authorizerResultTtlInSeconds": {
        replace: (value) => (authorizer.authorizerResultTtlInSeconds = Number(value)),
      },
    });
    checkAuthorizer(authorizer);
    return Object.assign(before, authorizer);
  },
});
