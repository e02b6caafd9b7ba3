import type * as sdk from "@aws-sdk/client-api-gateway";
import type {
  PutIntegrationResponseCommandInput,
  PutIntegrationResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkTexts } from "../errors.ts";
import { checkTemplates, checkContentHandling, checkResponseMappings } from "../integration.ts";
import { requireMethod, requireIntegration } from "../rest-api.ts";
import { checkStatusCode } from "../settings.ts";

export const putIntegrationResponse = operation<
  PutIntegrationResponseCommandInput,
  PutIntegrationResponseCommandOutput
>({
  accepts: [
    "restApiId",
    "resourceId",
    "httpMethod",
    "statusCode",
    "selectionPattern",
    "responseParameters",
    "responseTemplates",
    "contentHandling",
  ],
  access: (input, context) =>
    onPath(
      "PUT",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/integration/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    checkTexts(input.responseParameters);
    checkTexts(input.responseTemplates);
    checkStatusCode(input.statusCode!);
    const integration = requireIntegration(input, context);
    checkTemplates(input.responseTemplates);
    checkContentHandling(input.contentHandling);
    checkResponseMappings(input.responseParameters, requireMethod(input, context).methodResponses?.[input.statusCode!]);
    const response: sdk.IntegrationResponse = {
      statusCode: input.statusCode!,
      selectionPattern: input.selectionPattern,
      responseParameters: input.responseParameters,
      responseTemplates: input.responseTemplates,
      contentHandling: input.contentHandling,
    };
    integration.integrationResponses = { ...integration.integrationResponses, [input.statusCode!]: response };
    return response;
  },
});
