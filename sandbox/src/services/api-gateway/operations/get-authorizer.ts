import type { GetAuthorizerCommandInput, GetAuthorizerCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireAuthorizer } from "../rest-api.ts";

export const getAuthorizer = operation<GetAuthorizerCommandInput, GetAuthorizerCommandOutput>({
  accepts: ["restApiId", "authorizerId"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/authorizers/${input.authorizerId}`, context),
  run: (input, context) => requireAuthorizer(requireRestApi(input.restApiId!, context), input.authorizerId!),
});
