import type { GetIntegrationsCommandInput, GetIntegrationsCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeIntegration } from "../describe.ts";
import { page } from "../paging.ts";

export const getIntegrations = operation<GetIntegrationsCommandInput, GetIntegrationsCommandOutput>({
  accepts: ["ApiId", "MaxResults", "NextToken"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/integrations`, context),
  run(input, context) {
    const { items, NextToken } = page([...getApi(input.ApiId!, context).integrations.values()], input);
    return { Items: items.map(describeIntegration), NextToken };
  },
});
