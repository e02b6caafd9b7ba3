import type { PutCompositeAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { tagList } from "../../../core/tags.ts";
import { created, refusedActions, updateTags } from "./shared.ts";

/** AWS::CloudWatch::CompositeAlarm: `Ref` is the name. */
export const compositeAlarm: ResourceProvider = {
  emulates: {
    AlarmName: true,
    AlarmRule: true,
    AlarmDescription: true,
    ActionsEnabled: true,
    AlarmActions: true,
    InsufficientDataActions: true,
    OKActions: true,
    Tags: true,
  },
  refuses: (properties) => refusedActions(properties, "AWS::CloudWatch::CompositeAlarm"),

  async create(properties, context) {
    const name: string = properties.AlarmName ?? context.generateName({ maxLength: 255 });
    await put(name, properties, context);
    return created(name, context);
  },

  async update(properties, old, context) {
    await put(old.created.physicalId, properties, context);
    await updateTags(old, properties, context);
    return old.created;
  },

  async delete({ physicalId }, context) {
    await context.call("cloudwatch", "DeleteAlarms", { AlarmNames: [physicalId] });
  },
};

async function put(AlarmName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const { AlarmName: _, Tags, ...settings } = properties;
  const input = { AlarmName, ...settings, Tags: tagList(Tags) } as PutCompositeAlarmCommandInput;
  await context.call("cloudwatch", "PutCompositeAlarm", input);
}
