import type { DeleteResourceCommandInput, DeleteResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { removeTree } from "../resource-tree.ts";
import { requireRestApi, requireResource } from "../rest-api.ts";

export const deleteResource = operation<DeleteResourceCommandInput, DeleteResourceCommandOutput>({
  accepts: ["restApiId", "resourceId"],
  access: (input, context) => onPath("DELETE", `/restapis/${input.restApiId}/resources/${input.resourceId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const resource = requireResource(api, input.resourceId!);
    if (resource.parentId === undefined) throw badRequest("Root resource cannot be removed.");
    removeTree(resource.id, api.definition);
    return {};
  },
});
