import type { GetResourcesCommandInput, GetResourcesCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeResource } from "../describe.ts";
import { page } from "../paging.ts";
import { inOrder } from "../resource-tree.ts";
import { requireRestApi } from "../rest-api.ts";

export const getResources = operation<GetResourcesCommandInput, GetResourcesCommandOutput>({
  accepts: ["restApiId", "limit", "position", "embed"],
  access: (input, context) => onPath("GET", `/restapis/${input.restApiId}/resources`, context),
  run(input, context) {
    const { definition } = requireRestApi(input.restApiId!, context);
    const { items, position } = page(inOrder(definition), input);
    const withMethods = input.embed?.includes("methods");
    return { items: items.map((resource) => describeResource(resource, definition, withMethods)), position };
  },
});
