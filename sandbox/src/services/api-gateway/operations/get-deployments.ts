import type { GetDeploymentsCommandInput, GetDeploymentsCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeDeployment } from "../describe.ts";
import { page } from "../paging.ts";
import { requireRestApi } from "../rest-api.ts";

export const getDeployments = operation<GetDeploymentsCommandInput, GetDeploymentsCommandOutput>({
  accepts: ["restApiId", "limit", "position"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/deployments`, context),
  run(input, context) {
    const { items, position } = page([...requireRestApi(input.restApiId!, context).deployments.values()], input);
    return { items: items.map(describeDeployment), position };
  },
});
