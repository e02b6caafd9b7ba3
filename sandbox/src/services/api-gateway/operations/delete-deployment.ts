import type { DeleteDeploymentCommandInput, DeleteDeploymentCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { requireRestApi, requireDeployment } from "../rest-api.ts";

export const deleteDeployment = operation<DeleteDeploymentCommandInput, DeleteDeploymentCommandOutput>({
  accepts: ["restApiId", "deploymentId"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/deployments/${input.deploymentId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { id } = requireDeployment(api, input.deploymentId!);
    if ([...api.stages.values()].some(({ deploymentId }) => deploymentId === id))
      throw badRequest("Active stages pointing to this deployment must be moved or deleted");
    api.deployments.delete(id);
    return {};
  },
});
