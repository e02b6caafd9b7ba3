import type { DeleteStageCommandInput, DeleteStageCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { requireRestApi, requireStage } from "../rest-api.ts";
import { usagePlans } from "../usage-plan.ts";

export const deleteStage = operation<DeleteStageCommandInput, DeleteStageCommandOutput>({
  accepts: ["restApiId", "stageName"],
  access: (input, context) => onPath("DELETE", `/restapis/${input.restApiId}/stages/${input.stageName}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { stageName } = requireStage(api, input.stageName!);
    const plan = [...context.state(usagePlans).values()].find(({ apiStages }) =>
      apiStages.some(({ apiId, stage }) => apiId === api.id && stage === stageName),
    );
    if (plan) throw badRequest(`Cannot delete stage, please remove it from usage plan ${plan.id} first`);
    api.stages.delete(stageName);
    return {};
  },
});
