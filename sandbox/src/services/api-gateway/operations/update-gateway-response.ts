import type {
  UpdateGatewayResponseCommandInput,
  UpdateGatewayResponseCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest, notFound } from "../errors.ts";
import { checkResponseType, gatewayResponse } from "../gateway-responses.ts";
import { applyPatch, checkOperations } from "../patch.ts";
import { requireRestApi } from "../rest-api.ts";

export const updateGatewayResponse = operation<UpdateGatewayResponseCommandInput, UpdateGatewayResponseCommandOutput>({
  accepts: ["restApiId", "responseType", "patchOperations"],
  access: (input, context) =>
    onPath("PATCH", `/restapis/${input.restApiId}/gatewayresponses/${input.responseType}`, context),
  run(input, context) {
    checkOperations("updateGatewayResponseInput", input.patchOperations);
    checkResponseType(input.responseType!);
    const { definition } = requireRestApi(input.restApiId!, context);
    const before = gatewayResponse(input.responseType!, definition);
    const response = {
      ...before,
      responseParameters: { ...before.responseParameters },
      responseTemplates: { ...before.responseTemplates },
    };
    const addTo = (record: Record<string, string>, member: string) => (value: string, name: string) => {
      if (!value) throw badRequest(`Invalid null or empty value in ${member}`);
      record[name] = value;
    };
    const replaceIn = (record: Record<string, string>, member: string) => (value: string, name: string) => {
      if (!(name in record)) throw notFound("Invalid parameter name specified");
      addTo(record, member)(value, name);
    };
    applyPatch(input.patchOperations, {
      "/statusCode": { replace: (value) => (response.statusCode = value) },
      "/responseParameters/{name}": {
        add: addTo(response.responseParameters, "responseParameters"),
        replace: replaceIn(response.responseParameters, "responseParameters"),
        remove: (name) => delete response.responseParameters[name],
      },
      "/responseTemplates/{type}": {
        add: addTo(response.responseTemplates, "responseTemplates"),
        replace: replaceIn(response.responseTemplates, "responseTemplates"),
        remove: (type) => delete response.responseTemplates[type],
      },
    });
    response.defaultResponse = false;
    definition.gatewayResponses.set(input.responseType!, response);
    return response;
  },
});
