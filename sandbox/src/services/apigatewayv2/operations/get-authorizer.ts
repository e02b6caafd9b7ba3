import type { GetAuthorizerCommandInput, GetAuthorizerCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getAuthorizer as findAuthorizer } from "../api.ts";
import { describeAuthorizer } from "../describe.ts";

export const getAuthorizer = operation<GetAuthorizerCommandInput, GetAuthorizerCommandOutput>({
  accepts: ["ApiId", "AuthorizerId"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/authorizers/${input.AuthorizerId}`, context),
  run(input, context) {
    return describeAuthorizer(findAuthorizer(getApi(input.ApiId!, context), input.AuthorizerId!));
  },
});
