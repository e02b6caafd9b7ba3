import type { GetRestApisCommandInput, GetRestApisCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { page } from "../paging.ts";
import { restApis } from "../rest-api.ts";

export const getRestApis = operation<GetRestApisCommandInput, GetRestApisCommandOutput>({
  accepts: ["limit", "position"],
  access: (_, context) => onPath("GET", "/restapis", context),
  run(input, context) {
    const { items, position } = page([...context.state(restApis).values()], input);
    return { items: items.map(describeRestApi), position };
  },
});
