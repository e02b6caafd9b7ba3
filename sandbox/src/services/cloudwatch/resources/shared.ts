import type { TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-cloudwatch";
import { parseArn } from "../../../core/arn.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";
import { alarmArn } from "../alarms/alarm.ts";

/** How an alarm of either type is made, changed and deleted; its name is its physical id. */
export function lifeOf(
  put: (name: string, properties: Properties, context: ResourceContext) => Promise<void>,
): Pick<ResourceProvider, "create" | "update" | "delete"> {
  return {
    async create(properties, context) {
      const name: string = properties.AlarmName ?? context.generateName({ maxLength: 255 });
      await put(name, properties, context);
      return { physicalId: name, attributes: { Arn: alarmArn(name, context) } };
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

async function updateTags(
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
