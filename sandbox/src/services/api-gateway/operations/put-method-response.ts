import type * as sdk from "@aws-sdk/client-api-gateway";
import type { PutMethodResponseCommandInput, PutMethodResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest, checkTexts, conflict } from "../errors.ts";
import { requireRestApi, requireMethod } from "../rest-api.ts";
import { checkStatusCode } from "../settings.ts";

export const putMethodResponse = operation<PutMethodResponseCommandInput, PutMethodResponseCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode", "responseParameters", "responseModels"],
  access: (input, context) =>
    onPath(
      "PUT",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    checkTexts(input.responseModels);
    const method = requireMethod(input, context);
    const api = requireRestApi(input.restApiId!, context);
    checkStatusCode(input.statusCode!);
    if (method.methodResponses?.[input.statusCode!]) throw conflict("Response already exists for this resource");
    for (const name of Object.values(input.responseModels ?? {}))
      if (!api.definition.models.has(name)) throw badRequest(`Invalid model identifier specified: ${name}`);
    const response: sdk.MethodResponse = {
      statusCode: input.statusCode!,
      responseParameters: input.responseParameters,
      responseModels: input.responseModels,
    };
    method.methodResponses = { ...method.methodResponses, [input.statusCode!]: response };
    return response;
  },
});
