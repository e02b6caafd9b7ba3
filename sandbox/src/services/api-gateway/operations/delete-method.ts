import type { DeleteMethodCommandInput, DeleteMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireResource, requireMethod } from "../rest-api.ts";

export const deleteMethod = operation<DeleteMethodCommandInput, DeleteMethodCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}`, context),
  run(input, context) {
    const method = requireMethod(input, context);
    requireResource(requireRestApi(input.restApiId!, context), input.resourceId!).methods.delete(method.httpMethod!);
    return {};
  },
});
