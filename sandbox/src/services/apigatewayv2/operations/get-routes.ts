import type { GetRoutesCommandInput, GetRoutesCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeRoute } from "../describe.ts";
import { page } from "../paging.ts";

export const getRoutes = operation<GetRoutesCommandInput, GetRoutesCommandOutput>({
  accepts: ["ApiId", "MaxResults", "NextToken"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/routes`, context),
  run(input, context) {
    const { items, NextToken } = page([...getApi(input.ApiId!, context).routes.values()], input);
    return { Items: items.map(describeRoute), NextToken };
  },
});
