import type { GetIntegrationCommandInput, GetIntegrationCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireIntegration } from "../rest-api.ts";

export const getIntegration = operation<GetIntegrationCommandInput, GetIntegrationCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod"],
  access: (input, context) =>
    onPath(
      "GET",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration`,
      context,
    ),
  run: requireIntegration,
});
