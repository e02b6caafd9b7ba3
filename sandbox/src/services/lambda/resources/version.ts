import type {
  DeleteFunctionCommandInput,
  PublishVersionCommandInput,
  PublishVersionCommandOutput,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import { setProvisioned } from "./provisioned-concurrency.ts";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::Version. Ref is the ARN with the version. */
export const version: ResourceProvider = {
  emulates: {
    FunctionName: true,
    Description: true,
    CodeSha256: true,
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: true },
  },

  async create(properties, context) {
    const published = await context.call<PublishVersionCommandInput, PublishVersionCommandOutput>(
      "lambda",
      "PublishVersion",
      {
        FunctionName: properties.FunctionName,
        Description: properties.Description,
        CodeSha256: properties.CodeSha256,
      },
    );
    const arn = published.FunctionArn!;
    await setProvisioned(arn, properties, context);
    return { physicalId: arn, attributes: { FunctionArn: arn, Version: published.Version } };
  },

  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteFunctionCommandInput, unknown>("lambda", "DeleteFunction", { FunctionName: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};
