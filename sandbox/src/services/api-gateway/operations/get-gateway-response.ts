import type { GetGatewayResponseCommandInput, GetGatewayResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkResponseType, gatewayResponse } from "../gateway-responses.ts";
import { requireRestApi } from "../rest-api.ts";

export const getGatewayResponse = operation<GetGatewayResponseCommandInput, GetGatewayResponseCommandOutput>({
  accepts: ["restApiId", "responseType"],
  access: (input, context) =>
    onPath("GET", `/restapis/${input.restApiId}/gatewayresponses/${input.responseType}`, context),
  run(input, context) {
    checkResponseType(input.responseType!);
    return gatewayResponse(input.responseType!, requireRestApi(input.restApiId!, context).definition);
  },
});
