import type { CreateIntegrationCommandInput, CreateIntegrationCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { lowerId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeIntegration } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { applyIntegration } from "../integration.ts";
import { MAX_INTEGRATIONS } from "../limits.ts";

export const createIntegration = operation<CreateIntegrationCommandInput, CreateIntegrationCommandOutput>({
  accepts: [
    "ApiId",
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
  access: (input, context) => onPath("POST", `/apis/${input.ApiId}/integrations`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const integration = { id: lowerId(7), ...applyIntegration(input) };
    if (api.integrations.size >= MAX_INTEGRATIONS)
      throw badRequest("Maximum number of integrations for this API has been reached");
    api.integrations.set(integration.id, integration);
    return describeIntegration(integration);
  },
});
