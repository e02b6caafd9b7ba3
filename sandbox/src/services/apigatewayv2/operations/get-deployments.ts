import type { GetDeploymentsCommandInput, GetDeploymentsCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeDeployment } from "../describe.ts";
import { page } from "../paging.ts";

export const getDeployments = operation<GetDeploymentsCommandInput, GetDeploymentsCommandOutput>({
  accepts: ["ApiId", "MaxResults", "NextToken"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/deployments`, context),
  run(input, context) {
    const { items, NextToken } = page([...getApi(input.ApiId!, context).deployments.values()], input);
    return { Items: items.map(describeDeployment), NextToken };
  },
});
