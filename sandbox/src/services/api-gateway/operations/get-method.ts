import type { GetMethodCommandInput, GetMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireMethod } from "../rest-api.ts";

export const getMethod = operation<GetMethodCommandInput, GetMethodCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod"],
  access: (input, context) =>
    onPath("GET", `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}`, context),
  run: requireMethod,
});
