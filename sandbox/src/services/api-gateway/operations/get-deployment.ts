import type * as sdk from "@aws-sdk/client-api-gateway";
import type { GetDeploymentCommandInput, GetDeploymentCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeDeployment } from "../describe.ts";
import { pathOf } from "../resource-tree.ts";
import { requireRestApi, requireDeployment } from "../rest-api.ts";

export const getDeployment = operation<GetDeploymentCommandInput, GetDeploymentCommandOutput>({
  accepts: ["restApiId", "deploymentId", "embed"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/deployments/${input.deploymentId}`, context),
  run(input, context) {
    const { id, definition, ...rest } = requireDeployment(
      requireRestApi(input.restApiId!, context),
      input.deploymentId!,
    );
    const described = describeDeployment({ id, definition, ...rest });
    if (!input.embed?.includes("apisummary")) return described;
    const apiSummary: sdk.Deployment["apiSummary"] = {};
    for (const resource of definition.resources.values())
      for (const [name, method] of resource.methods) {
        const path = pathOf(resource, definition);
        apiSummary[path] = {
          ...apiSummary[path],
          [name]: { authorizationType: method.authorizationType, apiKeyRequired: method.apiKeyRequired },
        };
      }
    return { ...described, apiSummary };
  },
});
