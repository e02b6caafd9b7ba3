import type {
  CreateApiDestinationCommandInput,
  CreateApiDestinationCommandOutput,
  UpdateApiDestinationCommandInput,
} from "@aws-sdk/client-eventbridge";
import { DEFAULT_RATE_PER_SECOND } from "../../../api-destination/limits.ts";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";

const SERVICE = "eventbridge";

/** AWS::Events::ApiDestination. `Ref` is the name. */
export const apiDestination: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    ConnectionArn: true,
    InvocationEndpoint: true,
    HttpMethod: true,
    InvocationRateLimitPerSecond: true,
  },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    const { ApiDestinationArn: Arn } = await context.call<
      CreateApiDestinationCommandInput,
      CreateApiDestinationCommandOutput
    >(SERVICE, "CreateApiDestination", { Name, ...valuesOf(properties) });
    return { physicalId: Name, attributes: { Arn, ArnForPolicy: Arn!.slice(0, Arn!.lastIndexOf("/")) } };
  },

  async update(properties, old, context) {
    await context.call<UpdateApiDestinationCommandInput, unknown>(SERVICE, "UpdateApiDestination", {
      Name: old.created.physicalId,
      ...valuesOf(properties),
      Description: properties.Description ?? "",
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call(SERVICE, "DeleteApiDestination", { Name: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

/** Templates give numbers as texts too. */
function valuesOf(properties: Properties): Omit<CreateApiDestinationCommandInput, "Name"> {
  const { Description, ConnectionArn, InvocationEndpoint, HttpMethod, InvocationRateLimitPerSecond: rate } = properties;
  return {
    Description,
    ConnectionArn,
    InvocationEndpoint,
    HttpMethod,
    InvocationRateLimitPerSecond: Number(rate ?? DEFAULT_RATE_PER_SECOND),
  };
}
