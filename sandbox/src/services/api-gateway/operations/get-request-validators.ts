import type { GetRequestValidatorsCommandInput, GetRequestValidatorsCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { page } from "../paging.ts";
import { requireRestApi } from "../rest-api.ts";

export const getRequestValidators = operation<GetRequestValidatorsCommandInput, GetRequestValidatorsCommandOutput>({
  accepts: ["restApiId", "limit", "position"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/requestvalidators`, context),
  run: (input, context) => page([...requireRestApi(input.restApiId!, context).definition.validators.values()], input),
});
