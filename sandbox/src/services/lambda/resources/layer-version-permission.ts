import type { AddLayerVersionPermissionCommandInput } from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::LayerVersionPermission: one statement of a layer version's policy; every change replaces it. */
export const layerVersionPermission: ResourceProvider = {
  emulates: { LayerVersionArn: true, Action: true, Principal: true, OrganizationId: true },

  async create(properties, context) {
    const id = context.generateName({ maxLength: 100 });
    await context.call<AddLayerVersionPermissionCommandInput, unknown>("lambda", "AddLayerVersionPermission", {
      ...versionOf(properties.LayerVersionArn as string),
      StatementId: id,
      Action: properties.Action,
      Principal: properties.Principal,
      OrganizationId: properties.OrganizationId,
    });
    return { physicalId: `${properties.LayerVersionArn}#${id}`, attributes: { Id: id } };
  },

  async delete({ attributes }, context, properties) {
    try {
      await context.call("lambda", "RemoveLayerVersionPermission", {
        ...versionOf(properties.LayerVersionArn as string),
        StatementId: attributes.Id,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function versionOf(arn: string): { LayerName: string; VersionNumber: number } {
  const at = arn.lastIndexOf(":");
  return { LayerName: arn.slice(0, at), VersionNumber: Number(arn.slice(at + 1)) };
}
