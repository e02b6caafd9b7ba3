import type { CreateApiKeyCommandInput, CreateApiKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { tagMap } from "../../../core/tags.ts";
import { changedValues, retag } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::ApiKey. */
export const apiKey: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    CustomerId: true,
    Enabled: true,
    GenerateDistinctId: true,
    StageKeys: { RestApiId: true, StageName: true },
    Tags: true,
    Value: true,
  },

  async create(properties, context) {
    const { id } = await context.call<CreateApiKeyCommandInput, CreateApiKeyCommandOutput>(
      "api-gateway",
      "CreateApiKey",
      {
        name: properties.Name ?? context.generateName(),
        description: properties.Description,
        customerId: properties.CustomerId,
        enabled: properties.Enabled,
        generateDistinctId: properties.GenerateDistinctId,
        stageKeys: (properties.StageKeys as Properties[] | undefined)?.map(({ RestApiId, StageName }) => ({
          restApiId: RestApiId,
          stageName: StageName,
        })),
        tags: tagMap(properties.Tags),
        value: properties.Value,
      },
    );
    return { physicalId: id!, attributes: { APIKeyId: id } };
  },

  async update(properties, old, context) {
    const before = old.properties;
    const { physicalId } = old.created;
    const patchOperations = changedValues({
      "/description": [before.Description ?? "", properties.Description ?? ""],
      "/customerId": [before.CustomerId ?? "", properties.CustomerId ?? ""],
      "/enabled": [before.Enabled ?? false, properties.Enabled ?? false],
    });
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateApiKey", { apiKey: physicalId, patchOperations });
    await retag(`/apikeys/${physicalId}`, before, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context) => deleteQuietly("DeleteApiKey", { apiKey: physicalId }, context),
};
