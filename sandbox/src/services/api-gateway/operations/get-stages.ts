import type { GetStagesCommandInput, GetStagesCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeStage } from "../describe.ts";
import { requireRestApi } from "../rest-api.ts";

export const getStages = operation<GetStagesCommandInput, GetStagesCommandOutput>({
  accepts: ["restApiId", "deploymentId"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/stages`, context),
  run(input, context) {
    const stages = [...requireRestApi(input.restApiId!, context).stages.values()];
    const { deploymentId } = input;
    return {
      item: stages
        .filter((stage) => deploymentId === undefined || stage.deploymentId === deploymentId)
        .map(describeStage),
    };
  },
});
