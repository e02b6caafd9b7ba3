import type { CreateDeploymentCommandInput, CreateDeploymentCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { deploy, getApi, getStage } from "../api.ts";
import { describeDeployment } from "../describe.ts";
import { badRequest } from "../errors.ts";

export const createDeployment = operation<CreateDeploymentCommandInput, CreateDeploymentCommandOutput>({
  accepts: ["ApiId", "StageName", "Description"],
  access: (input, context) => onPath("POST", `/apis/${input.ApiId}/deployments`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const stage = input.StageName === undefined ? undefined : getStage(api, input.StageName);
    if (stage?.autoDeploy) throw badRequest("Deployment ID cannot be set on the stage with auto deploy enabled.");
    if (!api.routes.size) throw badRequest("At least one route is required before deploying the Api.");
    const deployment = deploy(api, input.Description, context.clock.now());
    if (stage) stage.deploymentId = deployment.id;
    return describeDeployment(deployment);
  },
});
