import type { CreateModelCommandInput, CreateModelCommandOutput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { changedValues } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::Model. Its schema is an object or text. */
export const model: ResourceProvider = {
  emulates: { RestApiId: true, Name: true, ContentType: true, Description: true, Schema: true },

  async create(properties, context) {
    const { name } = await context.call<CreateModelCommandInput, CreateModelCommandOutput>(
      "api-gateway",
      "CreateModel",
      {
        restApiId: properties.RestApiId,
        // Names are alphanumeric.
        name: properties.Name ?? context.generateName({ maxLength: 60 }).replace(/[^a-zA-Z0-9]/g, ""),
        contentType: properties.ContentType ?? "application/json",
        description: properties.Description,
        schema: schemaOf(properties),
      },
    );
    return { physicalId: name!, attributes: {} };
  },

  async update(properties, old, context) {
    const patchOperations = changedValues({
      "/description": [old.properties.Description ?? "", properties.Description ?? ""],
      "/schema": [schemaOf(old.properties), schemaOf(properties)],
    });
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateModel", {
        restApiId: properties.RestApiId,
        modelName: old.created.physicalId,
        patchOperations,
      });
    return old.created;
  },

  delete: ({ physicalId }, context, { RestApiId }) =>
    deleteQuietly("DeleteModel", { restApiId: RestApiId, modelName: physicalId }, context),
};

function schemaOf({ Schema }: Properties): string {
  return typeof Schema === "string" ? Schema : JSON.stringify(Schema ?? {});
}
