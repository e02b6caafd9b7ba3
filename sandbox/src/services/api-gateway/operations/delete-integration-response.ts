import type {
  DeleteIntegrationResponseCommandInput,
  DeleteIntegrationResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { unlessEmpty } from "../method.ts";
import { requireIntegration, requireIntegrationResponse } from "../rest-api.ts";

export const deleteIntegrationResponse = operation<
  DeleteIntegrationResponseCommandInput,
  DeleteIntegrationResponseCommandOutput
>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode"],
  access: (input, context) =>
    onPath(
      "DELETE",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    requireIntegrationResponse(input, context);
    const integration = requireIntegration(input, context);
    const { [input.statusCode!]: _, ...others } = integration.integrationResponses!;
    integration.integrationResponses = unlessEmpty(others);
    return {};
  },
});
