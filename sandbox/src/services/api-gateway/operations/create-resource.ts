import type { CreateResourceCommandInput, CreateResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { describeResource } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { MAX_RESOURCES } from "../limits.ts";
import { checkPlace } from "../resource-tree.ts";
import { requireRestApi, requireResource } from "../rest-api.ts";

export const createResource = operation<CreateResourceCommandInput, CreateResourceCommandOutput>({
  accepts: ["restApiId", "parentId", "pathPart"],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/resources/${input.parentId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const parent = requireResource(api, input.parentId!);
    checkPlace(parent, input.pathPart!, api.definition);
    if (api.definition.resources.size >= MAX_RESOURCES)
      throw badRequest(
        "Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.",
      );
    const resource = { id: lowerId(6), parentId: parent.id, pathPart: input.pathPart!, methods: new Map() };
    api.definition.resources.set(resource.id, resource);
    return describeResource(resource, api.definition);
  },
});
