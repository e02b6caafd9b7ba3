import type { TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-cloudwatch";
import { parseArn } from "../../../core/arn.ts";
import type { Created, Properties, ResourceContext } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";
import { alarmArn } from "../alarms/alarm.ts";

export function created(name: string, context: ResourceContext): Created {
  return { physicalId: name, attributes: { Arn: alarmArn(name, context) } };
}

/** Actions that are texts already and are neither topics nor functions. */
export function refusedActions(
  { AlarmActions, InsufficientDataActions, OKActions }: Properties,
  type: string,
): string[] {
  const actions = [AlarmActions, InsufficientDataActions, OKActions].filter(Array.isArray).flat() as unknown[];
  return actions.flatMap((action) => {
    const service = typeof action === "string" ? parseArn(action)?.service : undefined;
    return service === undefined || service === "sns" || service === "lambda"
      ? []
      : [`${type} with the action ${action}`];
  });
}

export async function updateTags(
  old: { properties: Properties; created: Created },
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const ResourceARN = alarmArn(old.created.physicalId, context);
  await changeTags(old.properties.Tags, properties.Tags, {
    untag: (TagKeys) =>
      context.call<UntagResourceCommandInput, unknown>("cloudwatch", "UntagResource", { ResourceARN, TagKeys }),
    tag: (_map, Tags) =>
      context.call<TagResourceCommandInput, unknown>("cloudwatch", "TagResource", { ResourceARN, Tags }),
  });
}
