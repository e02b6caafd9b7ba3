import type { CreateResourceCommandInput, CreateResourceCommandOutput } from "@aws-sdk/client-api-gateway";
import type { ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::Resource: one part of a path; every change replaces it. */
export const resource: ResourceProvider = {
  emulates: { RestApiId: true, ParentId: true, PathPart: true },

  async create({ RestApiId, ParentId, PathPart }, context) {
    const { id } = await context.call<CreateResourceCommandInput, CreateResourceCommandOutput>(
      "api-gateway",
      "CreateResource",
      { restApiId: RestApiId, parentId: ParentId, pathPart: PathPart },
    );
    return { physicalId: id!, attributes: { ResourceId: id } };
  },

  delete: ({ physicalId }, context, { RestApiId }) =>
    deleteQuietly("DeleteResource", { restApiId: RestApiId, resourceId: physicalId }, context),
};
