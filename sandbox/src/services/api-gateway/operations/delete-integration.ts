import type { DeleteIntegrationCommandInput, DeleteIntegrationCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireMethod, requireIntegration } from "../rest-api.ts";

export const deleteIntegration = operation<DeleteIntegrationCommandInput, DeleteIntegrationCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod"],
  access: (input, context) =>
    onPath(
      "DELETE",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration`,
      context,
    ),
  run(input, context) {
    requireIntegration(input, context);
    delete requireMethod(input, context).methodIntegration;
    return {};
  },
});
