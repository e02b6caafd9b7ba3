import type { CreateScheduleGroupCommandInput, CreateScheduleGroupCommandOutput } from "@aws-sdk/client-scheduler";
import { AwsError } from "../../../core/errors.ts";
import type { ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";

/** AWS::Scheduler::ScheduleGroup. `Ref` is the name. */
export const scheduleGroup: ResourceProvider = {
  emulates: { Name: true, Tags: true },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    const { ScheduleGroupArn } = await context.call<CreateScheduleGroupCommandInput, CreateScheduleGroupCommandOutput>(
      "scheduler",
      "CreateScheduleGroup",
      { Name, Tags: tagList(properties.Tags) },
    );
    return { physicalId: Name, attributes: { Arn: ScheduleGroupArn, State: "ACTIVE" } };
  },

  async update(properties, old, context) {
    const ResourceArn = old.created.attributes.Arn as string;
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) => context.call("scheduler", "UntagResource", { ResourceArn, TagKeys }),
      tag: (_, Tags) => context.call("scheduler", "TagResource", { ResourceArn, Tags }),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call("scheduler", "DeleteScheduleGroup", { Name: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};
