import type { CreateStageCommandInput, CreateStageCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeStage } from "../describe.ts";
import { requireRestApi } from "../rest-api.ts";
import { createStage as makeStage } from "../stage.ts";

export const createStage = operation<CreateStageCommandInput, CreateStageCommandOutput>({
  accepts: [
    "restApiId",
    "stageName",
    "deploymentId",
    "description",
    "cacheClusterEnabled",
    "cacheClusterSize",
    "variables",
    "tracingEnabled",
    "tags",
  ],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/stages`, context),
  run(input, context) {
    const { stageName, deploymentId, ...rest } = input;
    return describeStage(
      makeStage(
        requireRestApi(input.restApiId!, context),
        { ...rest, stageName: stageName!, deploymentId: deploymentId! },
        context.clock.date(),
      ),
    );
  },
});
