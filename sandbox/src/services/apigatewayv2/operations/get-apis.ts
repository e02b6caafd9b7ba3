import type { GetApisCommandInput, GetApisCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { apis } from "../api.ts";
import { describeApi } from "../describe.ts";
import { page } from "../paging.ts";

export const getApis = operation<GetApisCommandInput, GetApisCommandOutput>({
  accepts: ["MaxResults", "NextToken"],
  access: (_, context) => onPath("GET", "/apis", context),
  run(input, context) {
    const { items, NextToken } = page([...context.state(apis).values()], input);
    return { Items: items.map(describeApi), NextToken };
  },
});
