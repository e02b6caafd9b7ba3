import type * as sdk from "@aws-sdk/client-api-gateway";
import type {
  UpdateIntegrationResponseCommandInput,
  UpdateIntegrationResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkTemplates, checkContentHandling, checkResponseMappings } from "../integration.ts";
import { unlessEmpty } from "../method.ts";
import { applyPatch, checkOperations } from "../patch.ts";
import { requireMethod, requireIntegrationResponse } from "../rest-api.ts";

export const updateIntegrationResponse = operation<
  UpdateIntegrationResponseCommandInput,
  UpdateIntegrationResponseCommandOutput
>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode", "patchOperations"],
  access: (input, context) =>
    onPath(
      "PATCH",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    checkOperations("updateIntegrationResponseInput", input.patchOperations);
    const response = requireIntegrationResponse(input, context);
    const parameters = { ...response.responseParameters };
    const templates = { ...response.responseTemplates };
    const changes: Partial<sdk.IntegrationResponse> = {};
    applyPatch(input.patchOperations, {
      "/selectionPattern": {
        replace: (value) => (changes.selectionPattern = value),
        remove: () => (changes.selectionPattern = undefined),
      },
      "/contentHandling": {
        replace: (value) => (changes.contentHandling = value as sdk.ContentHandlingStrategy),
        remove: () => (changes.contentHandling = undefined),
      },
      "/responseParameters/{name}": {
        add: (value, name) => (parameters[name] = value),
        replace: (value, name) => (parameters[name] = value),
        remove: (name) => delete parameters[name],
      },
      "/responseTemplates/{type}": {
        add: (value, type) => (templates[type] = value),
        replace: (value, type) => (templates[type] = value),
        remove: (type) => delete templates[type],
      },
    });
    checkTemplates(templates);
    checkContentHandling(changes.contentHandling);
    checkResponseMappings(parameters, requireMethod(input, context).methodResponses?.[input.statusCode!]);
    return Object.assign(response, changes, {
      responseParameters: unlessEmpty(parameters),
      responseTemplates: unlessEmpty(templates),
    });
  },
});
