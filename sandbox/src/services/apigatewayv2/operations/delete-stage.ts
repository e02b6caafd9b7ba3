import type { DeleteStageCommandInput, DeleteStageCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getStage } from "../api.ts";

export const deleteStage = operation<DeleteStageCommandInput, DeleteStageCommandOutput>({
  accepts: ["ApiId", "StageName"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/stages/${input.StageName}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    api.stages.delete(getStage(api, input.StageName!).name);
    return {};
  },
});
