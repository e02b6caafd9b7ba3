import type * as sdk from "@aws-sdk/client-api-gateway";
import type { UpdateIntegrationCommandInput, UpdateIntegrationCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkIntegration, checkIntegrationType } from "../integration.ts";
import { unlessEmpty } from "../method.ts";
import { applyPatch, checkOperations } from "../patch.ts";
import { requireMethod, requireIntegration } from "../rest-api.ts";

export const updateIntegration = operation<UpdateIntegrationCommandInput, UpdateIntegrationCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "patchOperations"],
  access: (input, context) =>
    onPath(
      "PATCH",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration`,
      context,
    ),
  run(input, context) {
    checkOperations("updateIntegrationInput", input.patchOperations);
    const before = requireIntegration(input, context);
    const integration = {
      ...before,
      requestParameters: { ...before.requestParameters },
      requestTemplates: { ...before.requestTemplates },
      cacheKeyParameters: [...(before.cacheKeyParameters ?? [])],
    };
    applyPatch(input.patchOperations, {
      "/type": { replace: (value) => (integration.type = value as sdk.IntegrationType) },
      "/uri": { replace: (value) => (integration.uri = value) },
      "/httpMethod": { replace: (value) => (integration.httpMethod = value) },
      "/credentials": {
        replace: (value) => (integration.credentials = value),
        remove: () => (integration.credentials = undefined),
      },
      "/passthroughBehavior": { replace: (value) => (integration.passthroughBehavior = value) },
      "/contentHandling": {
        replace: (value) => (integration.contentHandling = value as sdk.ContentHandlingStrategy),
        remove: () => (integration.contentHandling = undefined),
      },
      "/responseTransferMode": {
        replace: (value) => (integration.responseTransferMode = value as sdk.ResponseTransferMode),
      },
      "/timeoutInMillis": { replace: (value) => (integration.timeoutInMillis = Number(value)) },
      "/cacheNamespace": { replace: (value) => (integration.cacheNamespace = value) },
      "/cacheKeyParameters/{name}": {
        add: (_, name) => integration.cacheKeyParameters.push(name),
        remove: (name) =>
          (integration.cacheKeyParameters = integration.cacheKeyParameters.filter((other) => other !== name)),
      },
      "/requestParameters/{name}": {
        add: (value, name) => (integration.requestParameters[name] = value),
        replace: (value, name) => (integration.requestParameters[name] = value),
        remove: (name) => delete integration.requestParameters[name],
      },
      "/requestTemplates/{type}": {
        add: (value, type) => (integration.requestTemplates[type] = value),
        replace: (value, type) => (integration.requestTemplates[type] = value),
        remove: (type) => delete integration.requestTemplates[type],
      },
    });
    const after: sdk.Integration = {
      ...integration,
      requestParameters: unlessEmpty(integration.requestParameters),
      requestTemplates: unlessEmpty(integration.requestTemplates),
    };
    checkIntegrationType(after.type!);
    checkIntegration(after, requireMethod(input, context));
    return Object.assign(before, after);
  },
});
