import type { PublishLayerVersionCommandInput, PublishLayerVersionCommandOutput } from "@aws-sdk/client-lambda";
import type { ResourceProvider } from "../../../core/resource.ts";

const MAX_NAME = 140;

/** AWS::Lambda::LayerVersion. Ref is the ARN of the version; every change publishes another one. */
export const layerVersion: ResourceProvider = {
  emulates: {
    LayerName: true,
    Description: true,
    Content: true,
    CompatibleRuntimes: true,
    CompatibleArchitectures: true,
    LicenseInfo: true,
  },

  async create(properties, context) {
    const { LayerVersionArn } = await context.call<PublishLayerVersionCommandInput, PublishLayerVersionCommandOutput>(
      "lambda",
      "PublishLayerVersion",
      {
        // CloudFormation's own default: the logical id with a suffix.
        LayerName: properties.LayerName ?? context.generateName({ maxLength: MAX_NAME }),
        Description: properties.Description,
        Content: properties.Content,
        CompatibleRuntimes: properties.CompatibleRuntimes,
        CompatibleArchitectures: properties.CompatibleArchitectures,
        LicenseInfo: properties.LicenseInfo,
      },
    );
    return { physicalId: LayerVersionArn!, attributes: { LayerVersionArn } };
  },

  async delete({ physicalId }, context) {
    const at = physicalId.lastIndexOf(":");
    await context.call("lambda", "DeleteLayerVersion", {
      LayerName: physicalId.slice(0, at),
      VersionNumber: Number(physicalId.slice(at + 1)),
    });
  },
};
