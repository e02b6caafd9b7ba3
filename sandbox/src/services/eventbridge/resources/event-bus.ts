import type {
  CreateEventBusCommandInput,
  CreateEventBusCommandOutput,
  PutPermissionCommandInput,
  RemovePermissionCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
  UpdateEventBusCommandInput,
} from "@aws-sdk/client-eventbridge";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";

const SERVICE = "eventbridge";

/** AWS::Events::EventBus. `Ref` is the name. */
export const eventBus: ResourceProvider = {
  emulates: { Name: true, Description: true, Policy: true, Tags: true },

  async create(properties, context) {
    const { Name, Description } = properties;
    const { EventBusArn } = await context.call<CreateEventBusCommandInput, CreateEventBusCommandOutput>(
      SERVICE,
      "CreateEventBus",
      { Name, Description, Tags: tagList(properties.Tags) },
    );
    await putPolicy(properties, context);
    return { physicalId: Name, attributes: { Arn: EventBusArn, Name } };
  },

  async update(properties, old, context) {
    const { Name, Description } = properties;
    await context.call<UpdateEventBusCommandInput, unknown>(SERVICE, "UpdateEventBus", { Name, Description });
    await putPolicy(properties, context);
    if (old.properties.Policy && !properties.Policy)
      await context.call<RemovePermissionCommandInput, unknown>(SERVICE, "RemovePermission", {
        EventBusName: Name,
        RemoveAllPermissions: true,
      });
    const ResourceARN = old.created.attributes.Arn as string;
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) =>
        context.call<UntagResourceCommandInput, unknown>(SERVICE, "UntagResource", { ResourceARN, TagKeys }),
      tag: (_, Tags) => context.call<TagResourceCommandInput, unknown>(SERVICE, "TagResource", { ResourceARN, Tags }),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    await context.call(SERVICE, "DeleteEventBus", { Name: physicalId });
  },
};

async function putPolicy({ Name, Policy }: Properties, context: ResourceContext): Promise<void> {
  if (Policy === undefined) return;
  await context.call<PutPermissionCommandInput, unknown>(SERVICE, "PutPermission", {
    EventBusName: Name,
    Policy: typeof Policy === "string" ? Policy : JSON.stringify(Policy),
  });
}
