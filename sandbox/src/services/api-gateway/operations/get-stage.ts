import type { GetStageCommandInput, GetStageCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeStage } from "../describe.ts";
import { requireRestApi, requireStage } from "../rest-api.ts";

export const getStage = operation<GetStageCommandInput, GetStageCommandOutput>({
  accepts: ["restApiId", "stageName"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/stages/${input.stageName}`, context),
  run: (input, context) => describeStage(requireStage(requireRestApi(input.restApiId!, context), input.stageName!)),
});
