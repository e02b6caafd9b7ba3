import type { UpdateAuthorizerCommandInput, UpdateAuthorizerCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getAuthorizer } from "../api.ts";
import { applyAuthorizer } from "../authorizer.ts";
import { describeAuthorizer } from "../describe.ts";

export const updateAuthorizer = operation<UpdateAuthorizerCommandInput, UpdateAuthorizerCommandOutput>({
  accepts: [
    "ApiId",
    "AuthorizerId",
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
  access: (input, context) => onPath("PATCH", `/apis/${input.ApiId}/authorizers/${input.AuthorizerId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const before = getAuthorizer(api, input.AuthorizerId!);
    const after = applyAuthorizer(before.id, input, before);
    api.authorizers.set(after.id, after);
    return describeAuthorizer(after);
  },
});
