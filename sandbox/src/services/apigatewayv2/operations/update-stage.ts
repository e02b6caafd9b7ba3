import type { UpdateStageCommandInput, UpdateStageCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { readAccessLog } from "../access-log.ts";
import { getApi, getDeployment, getStage } from "../api.ts";
import { describeStage } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { readAllRouteSettings, readRouteSettings } from "../route-settings.ts";

export const updateStage = operation<UpdateStageCommandInput, UpdateStageCommandOutput>({
  accepts: [
    "ApiId",
    "StageName",
    "AccessLogSettings",
    "AutoDeploy",
    "DefaultRouteSettings",
    "DeploymentId",
    "Description",
    "RouteSettings",
    "StageVariables",
  ],
  access: (input, context) => onPath("PATCH", `/apis/${input.ApiId}/stages/${input.StageName}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const stage = getStage(api, input.StageName!);
    const autoDeploy = input.AutoDeploy ?? stage.autoDeploy;
    if (input.DeploymentId !== undefined) {
      getDeployment(api, input.DeploymentId);
      if (autoDeploy) throw badRequest("Deployment ID cannot be set on the stage with auto deploy enabled.");
      stage.deploymentId = input.DeploymentId;
    }
    if (input.AccessLogSettings) stage.accessLog = readAccessLog(input.AccessLogSettings, stage.accessLog);
    if (input.DefaultRouteSettings) stage.defaultRouteSettings = readRouteSettings(input.DefaultRouteSettings);
    Object.assign(stage.routeSettings, readAllRouteSettings(api, input.RouteSettings));
    stage.autoDeploy = autoDeploy;
    stage.description = input.Description ?? stage.description;
    stage.variables = input.StageVariables ? { ...input.StageVariables } : stage.variables;
    stage.updatedAt = context.clock.now();
    return describeStage(stage);
  },
});
