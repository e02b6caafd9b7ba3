import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  PutRetentionPolicyCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../../core/errors.ts";
import type { Created, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagMap } from "../../../core/tags.ts";
import { groupArn } from "../names.ts";

const SERVICE = "cloudwatch-logs";

/** AWS::Logs::LogGroup: `Ref` is the name, `Arn` ends with `:*`. */
export const logGroup: ResourceProvider = {
  emulates: { LogGroupName: true, LogGroupClass: true, RetentionInDays: true, Tags: true },
  refuses: ({ LogGroupClass }) =>
    typeof LogGroupClass === "string" && !["STANDARD", "INFREQUENT_ACCESS"].includes(LogGroupClass)
      ? [`AWS::Logs::LogGroup LogGroupClass ${LogGroupClass}`]
      : [],

  async create(properties, context) {
    const name: string = properties.LogGroupName ?? context.generateName({ maxLength: 512 });
    await context.call<CreateLogGroupCommandInput, unknown>(SERVICE, "CreateLogGroup", {
      logGroupName: name,
      logGroupClass: properties.LogGroupClass,
      tags: tagMap(properties.Tags),
    });
    await setRetention(name, properties.RetentionInDays, undefined, context);
    return created(name, context);
  },

  async update(properties, old, context) {
    const name = old.created.physicalId;
    await setRetention(name, properties.RetentionInDays, old.properties.RetentionInDays, context);
    const resourceArn = groupArn(context, name);
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (tagKeys) =>
        context.call<UntagResourceCommandInput, unknown>(SERVICE, "UntagResource", { resourceArn, tagKeys }),
      tag: (tags) => context.call<TagResourceCommandInput, unknown>(SERVICE, "TagResource", { resourceArn, tags }),
    });
    return created(name, context);
  },

  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteLogGroupCommandInput, unknown>(SERVICE, "DeleteLogGroup", { logGroupName: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function setRetention(
  logGroupName: string,
  days: unknown,
  before: unknown,
  context: ResourceContext,
): Promise<void> {
  if (days !== undefined && days !== before)
    await context.call<PutRetentionPolicyCommandInput, unknown>(SERVICE, "PutRetentionPolicy", {
      logGroupName,
      retentionInDays: Number(days),
    });
  if (days === undefined && before !== undefined)
    await context.call<DeleteRetentionPolicyCommandInput, unknown>(SERVICE, "DeleteRetentionPolicy", { logGroupName });
}

function created(name: string, context: ResourceContext): Created {
  return { physicalId: name, attributes: { Arn: `${groupArn(context, name)}:*` } };
}
