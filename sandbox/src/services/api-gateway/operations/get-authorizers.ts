import type { GetAuthorizersCommandInput, GetAuthorizersCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { page } from "../paging.ts";
import { requireRestApi } from "../rest-api.ts";

export const getAuthorizers = operation<GetAuthorizersCommandInput, GetAuthorizersCommandOutput>({
  accepts: ["restApiId", "limit", "position"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/authorizers`, context),
  run: (input, context) => page([...requireRestApi(input.restApiId!, context).definition.authorizers.values()], input),
});
