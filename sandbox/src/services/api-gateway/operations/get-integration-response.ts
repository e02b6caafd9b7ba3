import type {
  GetIntegrationResponseCommandInput,
  GetIntegrationResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireIntegrationResponse } from "../rest-api.ts";

export const getIntegrationResponse = operation<
  GetIntegrationResponseCommandInput,
  GetIntegrationResponseCommandOutput
>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode"],
  access: (input, context) =>
    onPath(
      "GET",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration/responses/${input.statusCode}`,
      context,
    ),
  run: requireIntegrationResponse,
});
