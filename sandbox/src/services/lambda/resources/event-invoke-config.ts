import type { PutFunctionEventInvokeConfigCommandInput } from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::EventInvokeConfig. */
export const eventInvokeConfig: ResourceProvider = {
  emulates: {
    FunctionName: true,
    Qualifier: true,
    MaximumRetryAttempts: true,
    MaximumEventAgeInSeconds: true,
    DestinationConfig: true,
  },

  async create(properties, context) {
    await put(properties, context);
    const id = `${properties.FunctionName}|${properties.Qualifier}`;
    return { physicalId: id, attributes: {} };
  },

  async update(properties, old, context) {
    await put(properties, context);
    return old.created;
  },

  async delete(_, context, properties) {
    try {
      await context.call("lambda", "DeleteFunctionEventInvokeConfig", {
        FunctionName: properties.FunctionName,
        Qualifier: properties.Qualifier,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const number = (value: unknown) => (value === undefined ? undefined : Number(value));
  await context.call<PutFunctionEventInvokeConfigCommandInput, unknown>("lambda", "PutFunctionEventInvokeConfig", {
    FunctionName: properties.FunctionName,
    Qualifier: properties.Qualifier,
    MaximumRetryAttempts: number(properties.MaximumRetryAttempts),
    MaximumEventAgeInSeconds: number(properties.MaximumEventAgeInSeconds),
    DestinationConfig: properties.DestinationConfig,
  });
}
