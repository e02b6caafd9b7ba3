import type { CreateStageCommandInput, CreateStageCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { readAccessLog } from "../access-log.ts";
import { getApi, getDeployment } from "../api.ts";
import { describeStage } from "../describe.ts";
import { badRequest, conflict } from "../errors.ts";
import { MAX_STAGES } from "../limits.ts";
import { readAllRouteSettings, readRouteSettings } from "../route-settings.ts";

export const createStage = operation<CreateStageCommandInput, CreateStageCommandOutput>({
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
    "Tags",
  ],
  access: (input, context) => onPath("POST", `/apis/${input.ApiId}/stages`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const name = input.StageName!;
    if (!/^(\$default|[\w-]{1,128})$/.test(name))
      throw badRequest("Stage name should be $default or a string of at most 128 characters that match [a-zA-Z0-9_-]");
    if (api.stages.has(name)) throw conflict("Stage already exists");
    if (api.stages.size >= MAX_STAGES) throw badRequest("Maximum number of stages for this API has been reached");
    if (input.DeploymentId !== undefined) getDeployment(api, input.DeploymentId);
    const stage = {
      name,
      description: input.Description,
      autoDeploy: input.AutoDeploy ?? false,
      deploymentId: input.DeploymentId,
      variables: { ...input.StageVariables },
      accessLog: readAccessLog(input.AccessLogSettings),
      defaultRouteSettings: readRouteSettings(input.DefaultRouteSettings),
      routeSettings: readAllRouteSettings(api, input.RouteSettings),
      tags: { ...input.Tags },
      createdAt: context.clock.now(),
      updatedAt: context.clock.now(),
    };
    api.stages.set(name, stage);
    return describeStage(stage);
  },
});
