import type {
  DeleteGatewayResponseCommandInput,
  DeleteGatewayResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { notFound } from "../errors.ts";
import { checkResponseType } from "../gateway-responses.ts";
import { requireRestApi } from "../rest-api.ts";

export const deleteGatewayResponse = operation<DeleteGatewayResponseCommandInput, DeleteGatewayResponseCommandOutput>({
  accepts: ["restApiId", "responseType"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/gatewayresponses/${input.responseType}`, context),
  run(input, context) {
    checkResponseType(input.responseType!);
    const { gatewayResponses } = requireRestApi(input.restApiId!, context).definition;
    if (!gatewayResponses.delete(input.responseType!)) throw notFound("Gateway response type not defined on api");
    return {};
  },
});
