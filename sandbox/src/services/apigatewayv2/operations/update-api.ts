import type { UpdateApiCommandInput, UpdateApiCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { checkCors } from "../cors.ts";
import { describeApi } from "../describe.ts";
import { checkExpressions } from "../expressions.ts";
import { quickUpdate } from "../quick-create.ts";

export const updateApi = operation<UpdateApiCommandInput, UpdateApiCommandOutput>({
  accepts: [
    "ApiId",
    "Name",
    "Description",
    "Version",
    "CorsConfiguration",
    "DisableExecuteApiEndpoint",
    "ApiKeySelectionExpression",
    "RouteSelectionExpression",
    "IpAddressType",
    "Target",
    "RouteKey",
    "CredentialsArn",
  ],
  access: (input, context) => onPath("PATCH", `/apis/${input.ApiId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    checkExpressions(input);
    checkCors(input.CorsConfiguration);
    quickUpdate(api, input);
    api.name = input.Name ?? api.name;
    api.description = input.Description ?? api.description;
    api.version = input.Version ?? api.version;
    api.cors = input.CorsConfiguration ?? api.cors;
    api.disableExecuteApiEndpoint = input.DisableExecuteApiEndpoint ?? api.disableExecuteApiEndpoint;
    return describeApi(api);
  },
});
