import type { CreateStageCommandInput, UpdateStageCommandInput } from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { retag } from "./api.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Stage. Its Tags are a map. */
export const stage: ResourceProvider = {
  emulates: {
    ApiId: true,
    StageName: true,
    AutoDeploy: true,
    DeploymentId: true,
    Description: true,
    StageVariables: true,
    Tags: true,
  },

  async create(properties, context) {
    await context.call<CreateStageCommandInput, unknown>("apigatewayv2", "CreateStage", {
      ApiId: properties.ApiId,
      StageName: properties.StageName,
      ...valuesOf(properties),
      Tags: properties.Tags,
    });
    return { physicalId: properties.StageName, attributes: {} };
  },

  async update(properties, old, context) {
    const { physicalId } = old.created;
    await context.call<UpdateStageCommandInput, unknown>("apigatewayv2", "UpdateStage", {
      ApiId: properties.ApiId,
      StageName: physicalId,
      ...valuesOf(properties),
      AutoDeploy: properties.AutoDeploy ?? false,
      StageVariables: properties.StageVariables ?? {},
    });
    const arn = `arn:aws:apigateway:${context.region}::/apis/${properties.ApiId}/stages/${physicalId}`;
    await retag(arn, old.properties.Tags ?? {}, properties.Tags ?? {}, context);
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteStage", { ApiId, StageName: physicalId }, context),
};

function valuesOf(properties: Properties) {
  return {
    AutoDeploy: properties.AutoDeploy,
    DeploymentId: properties.DeploymentId,
    Description: properties.Description,
    StageVariables: properties.StageVariables,
  };
}
