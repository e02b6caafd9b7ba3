import type * as sdk from "@aws-sdk/client-api-gateway";
import type { PutIntegrationCommandInput, PutIntegrationCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkTexts } from "../errors.ts";
import { checkIntegration, checkIntegrationType } from "../integration.ts";
import { MAX_INTEGRATION_TIMEOUT_MS } from "../limits.ts";
import { unlessEmpty } from "../method.ts";
import { requireMethod } from "../rest-api.ts";

export const putIntegration = operation<PutIntegrationCommandInput, PutIntegrationCommandOutput>({
  accepts: [
    "restApiId",
    "resourceId",
    "httpMethod",
    "type",
    "integrationHttpMethod",
    "uri",
    "connectionType",
    "credentials",
    "requestParameters",
    "requestTemplates",
    "passthroughBehavior",
    "cacheNamespace",
    "cacheKeyParameters",
    "contentHandling",
    "timeoutInMillis",
    "responseTransferMode",
  ],
  access: (input, context) =>
    onPath(
      "PUT",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration`,
      context,
    ),
  run(input, context) {
    checkTexts(input.requestParameters);
    checkTexts(input.requestTemplates);
    checkIntegrationType(input.type!);
    const method = requireMethod(input, context);
    const integration: sdk.Integration = {
      type: input.type,
      httpMethod: input.integrationHttpMethod,
      uri: input.uri,
      connectionType: input.connectionType ?? (input.type!.startsWith("HTTP") ? "INTERNET" : undefined),
      credentials: input.credentials,
      requestParameters: unlessEmpty(input.requestParameters),
      requestTemplates: unlessEmpty(input.requestTemplates),
      passthroughBehavior: input.passthroughBehavior ?? "WHEN_NO_MATCH",
      contentHandling: input.contentHandling,
      timeoutInMillis: input.timeoutInMillis ?? MAX_INTEGRATION_TIMEOUT_MS,
      cacheNamespace: input.cacheNamespace ?? input.resourceId,
      cacheKeyParameters: input.cacheKeyParameters ?? [],
      responseTransferMode: input.responseTransferMode,
    };
    checkIntegration(integration, method);
    method.methodIntegration = integration;
    return integration;
  },
});
