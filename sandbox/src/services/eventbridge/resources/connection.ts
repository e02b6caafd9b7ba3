import type {
  CreateConnectionCommandInput,
  CreateConnectionCommandOutput,
  DescribeConnectionCommandInput,
  DescribeConnectionCommandOutput,
  UpdateConnectionCommandInput,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

const SERVICE = "eventbridge";
const POLL_MS = 100;

/** AWS::Events::Connection. `Ref` is the name. */
export const connection: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    AuthorizationType: true,
    AuthParameters: {
      BasicAuthParameters: true,
      ApiKeyAuthParameters: true,
      OAuthParameters: true,
      InvocationHttpParameters: true,
    },
  },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    const { ConnectionArn } = await context.call<CreateConnectionCommandInput, CreateConnectionCommandOutput>(
      SERVICE,
      "CreateConnection",
      { Name, ...valuesOf(properties) } as CreateConnectionCommandInput,
    );
    try {
      const { SecretArn } = await authorized(Name, context);
      const ArnForPolicy = ConnectionArn!.slice(0, ConnectionArn!.lastIndexOf("/"));
      return { physicalId: Name, attributes: { Arn: ConnectionArn, ArnForPolicy, SecretArn } };
    } catch (error) {
      await remove(Name, context);
      throw error;
    }
  },

  async update(properties, old, context) {
    const Name = old.created.physicalId;
    await context.call<UpdateConnectionCommandInput, unknown>(SERVICE, "UpdateConnection", {
      Name,
      ...valuesOf(properties),
      Description: properties.Description ?? "",
    });
    await authorized(Name, context);
    return old.created;
  },

  delete: ({ physicalId }, context) => remove(physicalId, context),
};

/** CloudFormation waits for the authorization server. */
async function authorized(Name: string, context: ResourceContext): Promise<DescribeConnectionCommandOutput> {
  for (;;) {
    const found = await context.call<DescribeConnectionCommandInput, DescribeConnectionCommandOutput>(
      SERVICE,
      "DescribeConnection",
      { Name },
    );
    if (found.ConnectionState === "AUTHORIZED") return found;
    if (found.ConnectionState !== "AUTHORIZING")
      throw new AwsError(
        "NotStabilized",
        found.StateReason ?? `The connection ${Name} is ${found.ConnectionState ?? "gone"}.`,
      );
    await context.waiting(
      new Promise<void>((resolve) => {
        context.clock.after(POLL_MS, resolve);
      }),
    );
  }
}

async function remove(Name: string, context: ResourceContext): Promise<void> {
  try {
    await context.call(SERVICE, "DeleteConnection", { Name });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
  }
}

function valuesOf({ Description, AuthorizationType, AuthParameters }: Properties) {
  return {
    Description,
    AuthorizationType,
    AuthParameters: withBooleans(AuthParameters) as UpdateConnectionCommandInput["AuthParameters"],
  };
}

/** Templates give IsValueSecret as a text too. */
function withBooleans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBooleans);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === "IsValueSecret" ? each === true || each === "true" : withBooleans(each),
    ]),
  );
}
