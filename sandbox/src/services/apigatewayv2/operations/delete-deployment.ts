import type { DeleteDeploymentCommandInput, DeleteDeploymentCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getDeployment } from "../api.ts";
import { badRequest } from "../errors.ts";

export const deleteDeployment = operation<DeleteDeploymentCommandInput, DeleteDeploymentCommandOutput>({
  accepts: ["ApiId", "DeploymentId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/deployments/${input.DeploymentId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const { id } = getDeployment(api, input.DeploymentId!);
    if ([...api.stages.values()].some(({ deploymentId }) => deploymentId === id))
      throw badRequest("Active stages pointing to this deployment must be moved or deleted");
    api.deployments.delete(id);
    return {};
  },
});
