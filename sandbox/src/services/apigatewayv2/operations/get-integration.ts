import type { GetIntegrationCommandInput, GetIntegrationCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getIntegration as find } from "../api.ts";
import { describeIntegration } from "../describe.ts";

export const getIntegration = operation<GetIntegrationCommandInput, GetIntegrationCommandOutput>({
  accepts: ["ApiId", "IntegrationId"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/integrations/${input.IntegrationId}`, context),
  run: (input, context) => describeIntegration(find(getApi(input.ApiId!, context), input.IntegrationId!)),
});
