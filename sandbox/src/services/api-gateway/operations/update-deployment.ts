import type { UpdateDeploymentCommandInput, UpdateDeploymentCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeDeployment } from "../describe.ts";
import { applyPatch, checkOperations, unsupportedPath } from "../patch.ts";
import { requireRestApi, requireDeployment } from "../rest-api.ts";

export const updateDeployment = operation<UpdateDeploymentCommandInput, UpdateDeploymentCommandOutput>({
  accepts: ["restApiId", "deploymentId", "patchOperations"],
  access: (input, context) =>
    onPath("PATCH", `/restapis/${input.restApiId}/deployments/${input.deploymentId}`, context),
  run(input, context) {
    checkOperations("updateDeploymentInput", input.patchOperations);
    const deployment = requireDeployment(requireRestApi(input.restApiId!, context), input.deploymentId!);
    applyPatch(
      input.patchOperations,
      { "/description": { replace: (value) => (deployment.description = value) } },
      unsupportedPath,
    );
    return describeDeployment(deployment);
  },
});
