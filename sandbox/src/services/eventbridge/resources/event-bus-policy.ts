import type {
  DescribeEventBusCommandOutput,
  PutPermissionCommandInput,
  RemovePermissionCommandInput,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

const SERVICE = "eventbridge";

/** AWS::Events::EventBusPolicy: one statement of a bus's policy. */
export const eventBusPolicy: ResourceProvider = {
  emulates: {
    EventBusName: true,
    StatementId: true,
    Statement: true,
    Action: true,
    Principal: true,
    Condition: true,
  },

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: `${properties.EventBusName ?? "default"}|${properties.StatementId}`, attributes: {} };
  },

  async update(properties, old, context) {
    await put(properties, context);
    return old.created;
  },

  async delete(_created, context, { EventBusName, StatementId }) {
    try {
      await context.call<RemovePermissionCommandInput, unknown>(SERVICE, "RemovePermission", {
        EventBusName,
        StatementId,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

/** A whole statement goes into the policy beside the others, as PutPermission takes a whole policy only. */
async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const { EventBusName, StatementId, Statement, Action, Principal, Condition } = properties;
  if (Statement === undefined) {
    await context.call<PutPermissionCommandInput, unknown>(SERVICE, "PutPermission", {
      EventBusName,
      StatementId,
      Action,
      Principal,
      Condition,
    });
    return;
  }
  const { Policy } = await context.call<object, DescribeEventBusCommandOutput>(SERVICE, "DescribeEventBus", {
    Name: EventBusName,
  });
  const others = Policy ? (JSON.parse(Policy) as { Statement: { Sid?: string }[] }).Statement : [];
  const statements = [...others.filter(({ Sid }) => Sid !== StatementId), { Sid: StatementId, ...Statement }];
  await context.call<PutPermissionCommandInput, unknown>(SERVICE, "PutPermission", {
    EventBusName,
    Policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  });
}
