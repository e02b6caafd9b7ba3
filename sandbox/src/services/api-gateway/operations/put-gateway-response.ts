import type * as sdk from "@aws-sdk/client-api-gateway";
import type { PutGatewayResponseCommandInput, PutGatewayResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkTexts } from "../errors.ts";
import { checkResponseType, gatewayResponse, DEFAULT_TEMPLATES } from "../gateway-responses.ts";
import { unlessEmpty } from "../method.ts";
import { requireRestApi } from "../rest-api.ts";
import { checkStatusCode } from "../settings.ts";

export const putGatewayResponse = operation<PutGatewayResponseCommandInput, PutGatewayResponseCommandOutput>({
  accepts: ["restApiId", "responseType", "statusCode", "responseParameters", "responseTemplates"],
  access: (input, context) =>
    onPath("PUT", `/restapis/${input.restApiId}/gatewayresponses/${input.responseType}`, context),
  run(input, context) {
    checkTexts(input.responseParameters);
    checkTexts(input.responseTemplates);
    checkResponseType(input.responseType!);
    const { definition } = requireRestApi(input.restApiId!, context);
    if (input.statusCode !== undefined) checkStatusCode(input.statusCode);
    const { statusCode } = gatewayResponse(input.responseType!, { gatewayResponses: new Map() });
    const response: sdk.GatewayResponse = {
      responseType: input.responseType,
      statusCode: input.statusCode ?? statusCode,
      responseParameters: { ...input.responseParameters },
      responseTemplates: unlessEmpty(input.responseTemplates) ?? { ...DEFAULT_TEMPLATES },
      defaultResponse: false,
    };
    definition.gatewayResponses.set(input.responseType!, response);
    return response;
  },
});
