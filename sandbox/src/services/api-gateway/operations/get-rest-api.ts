import type { GetRestApiCommandInput, GetRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { requireRestApi } from "../rest-api.ts";

export const getRestApi = operation<GetRestApiCommandInput, GetRestApiCommandOutput>({
  accepts: ["restApiId"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}`, context),
  run: (input, context) => describeRestApi(requireRestApi(input.restApiId!, context)),
});
