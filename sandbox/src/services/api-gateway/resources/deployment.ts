import type { CreateDeploymentCommandInput, CreateDeploymentCommandOutput } from "@aws-sdk/client-api-gateway";
import type { ResourceProvider } from "../../../core/resource.ts";
import { changedValues } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::Deployment: the API as it is at that moment. CDK gives it a new logical id whenever the API changes. */
export const deployment: ResourceProvider = {
  emulates: {
    RestApiId: true,
    Description: true,
    StageName: true,
    StageDescription: {
      Description: true,
      Variables: true,
      CacheClusterEnabled: true,
      CacheClusterSize: true,
      TracingEnabled: true,
    },
  },

  async create({ RestApiId, Description, StageName, StageDescription }, context) {
    const { id } = await context.call<CreateDeploymentCommandInput, CreateDeploymentCommandOutput>(
      "api-gateway",
      "CreateDeployment",
      {
        restApiId: RestApiId,
        description: Description,
        stageName: StageName,
        stageDescription: StageDescription?.Description,
        variables: StageDescription?.Variables,
        cacheClusterEnabled: StageDescription?.CacheClusterEnabled,
        cacheClusterSize: StageDescription?.CacheClusterSize,
        tracingEnabled:
          StageDescription?.TracingEnabled === undefined
            ? undefined
            : String(StageDescription.TracingEnabled) === "true",
      },
    );
    return { physicalId: id!, attributes: { DeploymentId: id } };
  },

  async update(properties, old, context) {
    const patchOperations = changedValues({
      "/description": [old.properties.Description ?? "", properties.Description ?? ""],
    });
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateDeployment", {
        restApiId: properties.RestApiId,
        deploymentId: old.created.physicalId,
        patchOperations,
      });
    return old.created;
  },

  /** A stage that the deployment itself made goes with it. */
  async delete({ physicalId }, context, { RestApiId, StageName }) {
    if (StageName) await deleteQuietly("DeleteStage", { restApiId: RestApiId, stageName: StageName }, context);
    await deleteQuietly("DeleteDeployment", { restApiId: RestApiId, deploymentId: physicalId }, context);
  },
};
