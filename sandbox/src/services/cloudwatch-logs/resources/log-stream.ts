import type { CreateLogStreamCommandInput, DeleteLogStreamCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../../core/errors.ts";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::Logs::LogStream: both properties replace; `Ref` is the stream's name. */
export const logStream: ResourceProvider = {
  emulates: { LogGroupName: true, LogStreamName: true },

  async create(properties, context) {
    const logStreamName: string = properties.LogStreamName ?? context.generateName({ maxLength: 512 });
    await context.call<CreateLogStreamCommandInput, unknown>("cloudwatch-logs", "CreateLogStream", {
      logGroupName: properties.LogGroupName,
      logStreamName,
    });
    return { physicalId: logStreamName, attributes: {} };
  },

  async delete({ physicalId }, context, properties) {
    try {
      await context.call<DeleteLogStreamCommandInput, unknown>("cloudwatch-logs", "DeleteLogStream", {
        logGroupName: properties.LogGroupName,
        logStreamName: physicalId,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};
