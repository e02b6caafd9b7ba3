import type { DeleteMethodResponseCommandInput, DeleteMethodResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { unlessEmpty } from "../method.ts";
import { requireMethod, requireMethodResponse } from "../rest-api.ts";

export const deleteMethodResponse = operation<DeleteMethodResponseCommandInput, DeleteMethodResponseCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode"],
  access: (input, context) =>
    onPath(
      "DELETE",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    requireMethodResponse(input, context);
    const method = requireMethod(input, context);
    const { [input.statusCode!]: _, ...others } = method.methodResponses!;
    method.methodResponses = unlessEmpty(others);
    return {};
  },
});
