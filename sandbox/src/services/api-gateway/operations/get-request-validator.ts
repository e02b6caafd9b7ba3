import type { GetRequestValidatorCommandInput, GetRequestValidatorCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireValidator } from "../rest-api.ts";

export const getRequestValidator = operation<GetRequestValidatorCommandInput, GetRequestValidatorCommandOutput>({
  accepts: ["restApiId", "requestValidatorId"],
  access: (input, context) =>
    onPath("GET", `/restapis/${input.restApiId}/requestvalidators/${input.requestValidatorId}`, context),
  run: (input, context) => requireValidator(requireRestApi(input.restApiId!, context), input.requestValidatorId!),
});
