import type { GetDeploymentCommandInput, GetDeploymentCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getDeployment as find } from "../api.ts";
import { describeDeployment } from "../describe.ts";

export const getDeployment = operation<GetDeploymentCommandInput, GetDeploymentCommandOutput>({
  accepts: ["ApiId", "DeploymentId"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/deployments/${input.DeploymentId}`, context),
  run: (input, context) => describeDeployment(find(getApi(input.ApiId!, context), input.DeploymentId!)),
});
