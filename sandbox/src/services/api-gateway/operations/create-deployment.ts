import type { CreateDeploymentCommandInput, CreateDeploymentCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { deploy } from "../deployment.ts";
import { describeDeployment } from "../describe.ts";
import { requireRestApi } from "../rest-api.ts";
import { createStage as makeStage, setCacheCluster, checkVariables } from "../stage.ts";

export const createDeployment = operation<CreateDeploymentCommandInput, CreateDeploymentCommandOutput>({
  accepts: [
    "restApiId",
    "stageName",
    "stageDescription",
    "description",
    "cacheClusterEnabled",
    "cacheClusterSize",
    "variables",
    "tracingEnabled",
  ],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/deployments`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const deployment = deploy(api, input.description, context.clock.now());
    if (input.stageName) {
      const stage = api.stages.get(input.stageName);
      if (stage) {
        checkVariables(input.variables ?? {});
        stage.deploymentId = deployment.id;
        stage.variables = { ...stage.variables, ...input.variables };
        stage.description = input.stageDescription ?? stage.description;
        stage.tracingEnabled = input.tracingEnabled ?? stage.tracingEnabled;
        if (input.cacheClusterEnabled !== undefined)
          setCacheCluster(stage, input.cacheClusterEnabled, input.cacheClusterSize);
        stage.lastUpdatedDate = context.clock.date();
      } else
        makeStage(
          api,
          { ...input, stageName: input.stageName, deploymentId: deployment.id, description: input.stageDescription },
          context.clock.date(),
        );
    }
    return describeDeployment(deployment);
  },
});
