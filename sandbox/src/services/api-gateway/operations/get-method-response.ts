import type { GetMethodResponseCommandInput, GetMethodResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireMethodResponse } from "../rest-api.ts";

export const getMethodResponse = operation<GetMethodResponseCommandInput, GetMethodResponseCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode"],
  access: (input, context) =>
    onPath(
      "GET",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/responses/${input.statusCode}`,
      context,
    ),
  run: requireMethodResponse,
});
