import type { GetModelsCommandInput, GetModelsCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { page } from "../paging.ts";
import { requireRestApi } from "../rest-api.ts";

export const getModels = operation<GetModelsCommandInput, GetModelsCommandOutput>({
  accepts: ["restApiId", "limit", "position"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/models`, context),
  run: (input, context) => page([...requireRestApi(input.restApiId!, context).definition.models.values()], input),
});
