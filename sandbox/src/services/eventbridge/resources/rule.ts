import type {
  PutRuleCommandInput,
  PutRuleCommandOutput,
  PutTargetsCommandInput,
  RemoveTargetsCommandInput,
  TagResourceCommandInput,
  Target,
  UntagResourceCommandInput,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";
import { DEFAULT_BUS } from "../bus.ts";

const SERVICE = "eventbridge";

/** AWS::Events::Rule. `Ref` is the name, on another bus than the default one `<bus>|<name>`. */
export const rule: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    EventBusName: true,
    EventPattern: true,
    ScheduleExpression: true,
    State: true,
    RoleArn: true,
    Tags: true,
    Targets: {
      Arn: true,
      Id: true,
      Input: true,
      InputPath: true,
      InputTransformer: true,
      RoleArn: true,
      RetryPolicy: true,
      DeadLetterConfig: true,
      HttpParameters: true,
      SqsParameters: true,
    },
  },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    const created = await put(Name, properties, context, { Tags: tagList(properties.Tags) });
    try {
      await putTargets(Name, properties, context);
    } catch (error) {
      await remove(created, properties, context);
      throw error;
    }
    return created;
  },

  async update(properties, old, context) {
    const Name = nameOf(old.created);
    const created = await put(Name, properties, context, {});
    const ids = new Set(targetsOf(properties).map(({ Id }) => Id));
    const gone = targetsOf(old.properties).flatMap(({ Id }) => (ids.has(Id) ? [] : [Id!]));
    await removeTargets(Name, properties.EventBusName, gone, context);
    await putTargets(Name, properties, context);
    const ResourceARN = created.attributes.Arn as string;
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) =>
        context.call<UntagResourceCommandInput, unknown>(SERVICE, "UntagResource", { ResourceARN, TagKeys }),
      tag: (_, Tags) => context.call<TagResourceCommandInput, unknown>(SERVICE, "TagResource", { ResourceARN, Tags }),
    });
    return created;
  },

  delete: (created, context, properties) => remove(created, properties, context),
};

async function put(
  Name: string,
  properties: Properties,
  context: ResourceContext,
  more: Pick<PutRuleCommandInput, "Tags">,
): Promise<Created> {
  const { EventBusName, EventPattern } = properties;
  const { RuleArn } = await context.call<PutRuleCommandInput, PutRuleCommandOutput>(SERVICE, "PutRule", {
    Name,
    EventBusName,
    EventPattern: EventPattern === undefined ? undefined : JSON.stringify(EventPattern),
    ScheduleExpression: properties.ScheduleExpression,
    State: properties.State,
    Description: properties.Description,
    RoleArn: properties.RoleArn,
    ...more,
  });
  const bus = /:rule\/(?:(.+)\/)?[^/]+$/.exec(RuleArn!)?.[1] ?? DEFAULT_BUS;
  return { physicalId: bus === DEFAULT_BUS ? Name : `${bus}|${Name}`, attributes: { Arn: RuleArn } };
}

async function putTargets(Rule: string, properties: Properties, context: ResourceContext): Promise<void> {
  const Targets = targetsOf(properties);
  if (!Targets.length) return;
  const { EventBusName } = properties;
  await context.call<PutTargetsCommandInput, unknown>(SERVICE, "PutTargets", { Rule, EventBusName, Targets });
}

async function removeTargets(Rule: string, EventBusName: string | undefined, Ids: string[], context: ResourceContext) {
  if (Ids.length)
    await context.call<RemoveTargetsCommandInput, unknown>(SERVICE, "RemoveTargets", { Rule, EventBusName, Ids });
}

/** Templates give numbers as texts too. */
function targetsOf({ Targets }: Properties): Target[] {
  return ((Targets ?? []) as Target[]).map((target) => ({
    ...target,
    ...(target.RetryPolicy && {
      RetryPolicy: Object.fromEntries(Object.entries(target.RetryPolicy).map(([name, value]) => [name, Number(value)])),
    }),
  }));
}

async function remove(created: Created, properties: Properties, context: ResourceContext): Promise<void> {
  const Name = nameOf(created);
  const { EventBusName } = properties;
  try {
    const { Targets } = await context.call<object, { Targets?: Target[] }>(SERVICE, "ListTargetsByRule", {
      Rule: Name,
      EventBusName,
    });
    await removeTargets(
      Name,
      EventBusName,
      (Targets ?? []).map(({ Id }) => Id!),
      context,
    );
    await context.call(SERVICE, "DeleteRule", { Name, EventBusName });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
  }
}

function nameOf({ physicalId }: Created): string {
  return physicalId.slice(physicalId.indexOf("|") + 1);
}
