import type { PutCompositeAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { tagList } from "../../../core/tags.ts";
import { lifeOf, refusedActions } from "./shared.ts";

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

  ...lifeOf(put),
};

async function put(AlarmName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const { AlarmName: _, Tags, ...settings } = properties;
  const input = { AlarmName, ...settings, Tags: tagList(Tags) } as PutCompositeAlarmCommandInput;
  await context.call("cloudwatch", "PutCompositeAlarm", input);
}
