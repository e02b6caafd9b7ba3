import type { CreateDeploymentCommandInput, CreateDeploymentCommandOutput } from "@aws-sdk/client-apigatewayv2";
import type { ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGatewayV2::Deployment: the routes and integrations of the moment it is made. */
export const deployment: ResourceProvider = {
  emulates: { ApiId: true, StageName: true, Description: true },

  async create(properties, context) {
    const { DeploymentId } = await context.call<CreateDeploymentCommandInput, CreateDeploymentCommandOutput>(
      "apigatewayv2",
      "CreateDeployment",
      { ApiId: properties.ApiId, StageName: properties.StageName, Description: properties.Description },
    );
    return { physicalId: DeploymentId!, attributes: { DeploymentId } };
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteDeployment", { ApiId, DeploymentId: physicalId }, context),
};
