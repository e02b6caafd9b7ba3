import type { CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { lowerId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { applyAuthorizer } from "../authorizer.ts";
import { describeAuthorizer } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { MAX_AUTHORIZERS } from "../limits.ts";

export const createAuthorizer = operation<CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput>({
  accepts: [
    "ApiId",
    "Name",
    "AuthorizerType",
    "AuthorizerUri",
    "AuthorizerCredentialsArn",
    "AuthorizerPayloadFormatVersion",
    "AuthorizerResultTtlInSeconds",
    "EnableSimpleResponses",
    "IdentitySource",
    "JwtConfiguration",
  ],
  access: (input, context) => onPath("POST", `/apis/${input.ApiId}/authorizers`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    if (api.authorizers.size >= MAX_AUTHORIZERS)
      throw badRequest("Maximum number of authorizers for this API has been reached");
    if ([...api.authorizers.values()].some(({ name }) => name === input.Name))
      throw badRequest(`Authorizer name must be unique. Authorizer ${input.Name} already exists in this RestApi.`);
    const authorizer = applyAuthorizer(lowerId(6), input);
    api.authorizers.set(authorizer.id, authorizer);
    return describeAuthorizer(authorizer);
  },
});
