import type {
  DeleteFunctionCommandInput,
  PublishVersionCommandInput,
  PublishVersionCommandOutput,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import { referenceOf } from "../access.ts";
import { conflict } from "../errors.ts";
import { findFunction } from "../reference.ts";
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
    const before = findFunction(referenceOf({ FunctionName: properties.FunctionName }, context), context)?.lastVersion;
    const published = await context.call<PublishVersionCommandInput, PublishVersionCommandOutput>(
      "lambda",
      "PublishVersion",
      {
        FunctionName: properties.FunctionName,
        Description: properties.Description,
        CodeSha256: properties.CodeSha256,
      },
    );
    // The API answers with the last version when nothing has changed since; the resource type does not take what is there already.
    if (before !== undefined && Number(published.Version) <= before)
      throw conflict(
        `A version for this Lambda function exists ( ${published.Version} ). Modify the function to create a new version.`,
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
