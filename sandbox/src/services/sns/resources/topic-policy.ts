import type { SetTopicAttributesCommandInput } from "@aws-sdk/client-sns";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

/** AWS::SNS::TopicPolicy: one document for several topics, which get their first policy back when it goes. */
export const topicPolicy: ResourceProvider = {
  emulates: { Topics: true, PolicyDocument: true },

  async create({ Topics, PolicyDocument }, context) {
    for (const arn of Topics as string[]) await put(arn, PolicyDocument, context);
    const physicalId = context.generateName();
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ Topics, PolicyDocument }, old, context) {
    for (const arn of Topics as string[]) await put(arn, PolicyDocument, context);
    for (const arn of old.properties.Topics as string[])
      if (!(Topics as string[]).includes(arn)) await clear(arn, context);
    return old.created;
  },

  async delete(_created, context, { Topics }) {
    for (const arn of Topics as string[]) await clear(arn, context);
  },
};

/** AWS::SNS::TopicInlinePolicy: the policy of one topic, known by that topic's ARN. */
export const topicInlinePolicy: ResourceProvider = {
  emulates: { TopicArn: true, PolicyDocument: true },
  create: putOne,
  update: (properties, _old, context) => putOne(properties, context),
  delete: ({ physicalId }, context) => clear(physicalId, context),
};

async function putOne({ TopicArn, PolicyDocument }: Properties, context: ResourceContext) {
  await put(TopicArn as string, PolicyDocument, context);
  return { physicalId: TopicArn as string, attributes: {} };
}

async function put(TopicArn: string, document: unknown, context: ResourceContext): Promise<void> {
  await context.call<SetTopicAttributesCommandInput, unknown>("sns", "SetTopicAttributes", {
    TopicArn,
    AttributeName: "Policy",
    AttributeValue: typeof document === "string" ? document : JSON.stringify(document),
  });
}

async function clear(TopicArn: string, context: ResourceContext): Promise<void> {
  try {
    await context.call<SetTopicAttributesCommandInput, unknown>("sns", "SetTopicAttributes", {
      TopicArn,
      AttributeName: "Policy",
      AttributeValue: "",
    });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "NotFoundException")) throw error;
  }
}
