import type { GetModelCommandInput, GetModelCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireModel } from "../rest-api.ts";

export const getModel = operation<GetModelCommandInput, GetModelCommandOutput>({
  accepts: ["restApiId", "modelName"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/models/${input.modelName}`, context),
  run: (input, context) => requireModel(requireRestApi(input.restApiId!, context), input.modelName!),
});
