import type { UpdateIntegrationCommandInput, UpdateIntegrationCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getIntegration } from "../api.ts";
import { describeIntegration } from "../describe.ts";
import { applyIntegration } from "../integration.ts";

export const updateIntegration = operation<UpdateIntegrationCommandInput, UpdateIntegrationCommandOutput>({
  accepts: [
    "ApiId",
    "IntegrationId",
    "IntegrationType",
    "IntegrationSubtype",
    "IntegrationUri",
    "IntegrationMethod",
    "ConnectionType",
    "CredentialsArn",
    "PayloadFormatVersion",
    "RequestParameters",
    "ResponseParameters",
    "TimeoutInMillis",
    "Description",
  ],
  access: (input, context) => onPath("PATCH", `/apis/${input.ApiId}/integrations/${input.IntegrationId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const integration = getIntegration(api, input.IntegrationId!);
    return describeIntegration(Object.assign(integration, applyIntegration(input, integration)));
  },
});
