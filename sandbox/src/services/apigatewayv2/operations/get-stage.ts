import type { GetStageCommandInput, GetStageCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getStage as find } from "../api.ts";
import { describeStage } from "../describe.ts";

export const getStage = operation<GetStageCommandInput, GetStageCommandOutput>({
  accepts: ["ApiId", "StageName"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/stages/${input.StageName}`, context),
  run: (input, context) => describeStage(find(getApi(input.ApiId!, context), input.StageName!)),
});
