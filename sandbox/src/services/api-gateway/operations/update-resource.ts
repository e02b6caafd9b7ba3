import type { UpdateResourceCommandInput, UpdateResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { describeResource } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { applyPatch, checkOperations, unsupportedPath } from "../patch.ts";
import { checkPlace, isWithin } from "../resource-tree.ts";
import { requireRestApi, requireResource } from "../rest-api.ts";

export const updateResource = operation<UpdateResourceCommandInput, UpdateResourceCommandOutput>({
  accepts: ["restApiId", "resourceId", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/restapis/${input.restApiId}/resources/${input.resourceId}`, context),
  run(input, context) {
    checkOperations("updateResourceInput", input.patchOperations);
    const api = requireRestApi(input.restApiId!, context);
    const { definition } = api;
    const resource = requireResource(api, input.resourceId!);
    applyPatch(
      input.patchOperations,
      {
        "/parentId": {
          replace: (value) => {
            if (resource.parentId === undefined) throw badRequest("Root resource cannot update its parentId.");
            if (isWithin(value, resource, definition)) throw badRequest("Resources cannot be cyclical.");
            checkPlace(requireResource(api, value), resource.pathPart, definition, resource);
            resource.parentId = value;
          },
        },
        "/pathPart": {
          replace: (value) => {
            if (resource.parentId === undefined) throw badRequest("Root resource cannot update its pathPart.");
            checkPlace(requireResource(api, resource.parentId), value, definition, resource);
            resource.pathPart = value;
          },
        },
      },
      unsupportedPath,
    );
    return describeResource(resource, definition);
  },
});
