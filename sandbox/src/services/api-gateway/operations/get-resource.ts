import type { GetResourceCommandInput, GetResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeResource } from "../describe.ts";
import { requireRestApi, requireResource } from "../rest-api.ts";

export const getResource = operation<GetResourceCommandInput, GetResourceCommandOutput>({
  accepts: ["restApiId", "resourceId", "embed"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/resources/${input.resourceId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    return describeResource(requireResource(api, input.resourceId!), api.definition, input.embed?.includes("methods"));
  },
});
