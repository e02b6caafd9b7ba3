import type { GetGatewayResponsesCommandInput, GetGatewayResponsesCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { gatewayResponse, RESPONSE_TYPES } from "../gateway-responses.ts";
import { page } from "../paging.ts";
import { requireRestApi } from "../rest-api.ts";

export const getGatewayResponses = operation<GetGatewayResponsesCommandInput, GetGatewayResponsesCommandOutput>({
  accepts: ["restApiId", "limit", "position"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/gatewayresponses`, context),
  run(input, context) {
    const { definition } = requireRestApi(input.restApiId!, context);
    return page(
      RESPONSE_TYPES.map((type) => gatewayResponse(type, definition)),
      input,
    );
  },
});
