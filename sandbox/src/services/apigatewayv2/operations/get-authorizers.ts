import type { GetAuthorizersCommandInput, GetAuthorizersCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeAuthorizer } from "../describe.ts";
import { page } from "../paging.ts";

export const getAuthorizers = operation<GetAuthorizersCommandInput, GetAuthorizersCommandOutput>({
  accepts: ["ApiId", "MaxResults", "NextToken"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/authorizers`, context),
  run(input, context) {
    const { items, NextToken } = page([...getApi(input.ApiId!, context).authorizers.values()], input);
    return { Items: items.map(describeAuthorizer), NextToken };
  },
});
