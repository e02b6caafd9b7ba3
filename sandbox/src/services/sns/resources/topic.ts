import type {
  CreateTopicCommandInput,
  CreateTopicCommandOutput,
  SetTopicAttributesCommandInput,
  SubscribeCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-sns";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";
import { protocolGap } from "../endpoint.ts";

const ATTRIBUTES = ["ContentBasedDeduplication", "DisplayName", "FifoThroughputScope", "KmsMasterKeyId"] as const;

interface Endpoint {
  Protocol: string;
  Endpoint: string;
}

/** AWS::SNS::Topic: `Ref` is the ARN. */
export const topic: ResourceProvider = {
  emulates: {
    TopicName: true,
    FifoTopic: true,
    Subscription: true,
    Tags: true,
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, true as const])),
  },
  refuses: ({ Subscription, KmsMasterKeyId }) => [
    ...(Array.isArray(Subscription) ? (Subscription as Endpoint[]) : []).flatMap(
      ({ Protocol }) => (typeof Protocol === "string" && protocolGap(Protocol)) || [],
    ),
    ...(KmsMasterKeyId === undefined || String(KmsMasterKeyId).endsWith("alias/aws/sns")
      ? []
      : ["AWS::SNS::Topic KmsMasterKeyId with a key of the customer's (only alias/aws/sns)"]),
  ],

  async create(properties, context) {
    const isFifo = properties.FifoTopic === true;
    const name: string =
      properties.TopicName ??
      (isFifo ? `${context.generateName({ maxLength: 251 })}.fifo` : context.generateName({ maxLength: 256 }));
    const { TopicArn } = await context.call<CreateTopicCommandInput, CreateTopicCommandOutput>("sns", "CreateTopic", {
      Name: name,
      Attributes: { ...(isFifo ? { FifoTopic: "true" } : {}), ...attributesOf(properties) },
      Tags: tagList(properties.Tags),
    });
    for (const endpoint of endpointsOf(properties))
      await context.call<SubscribeCommandInput, unknown>("sns", "Subscribe", { TopicArn, ...endpoint });
    return created(TopicArn!, name);
  },

  async update(properties, old, context) {
    const TopicArn = old.created.physicalId;
    const [before, after] = [attributesOf(old.properties), attributesOf(properties)];
    for (const name of ATTRIBUTES)
      if (before[name] !== after[name])
        await context.call<SetTopicAttributesCommandInput, unknown>("sns", "SetTopicAttributes", {
          TopicArn,
          AttributeName: name,
          AttributeValue: after[name] ?? (name === "ContentBasedDeduplication" ? "false" : ""),
        });
    const known = endpointsOf(old.properties).map((endpoint) => JSON.stringify(endpoint));
    for (const endpoint of endpointsOf(properties))
      if (!known.includes(JSON.stringify(endpoint)))
        await context.call<SubscribeCommandInput, unknown>("sns", "Subscribe", { TopicArn, ...endpoint });
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) =>
        context.call<UntagResourceCommandInput, unknown>("sns", "UntagResource", { ResourceArn: TopicArn, TagKeys }),
      tag: (_map, Tags) =>
        context.call<TagResourceCommandInput, unknown>("sns", "TagResource", { ResourceArn: TopicArn, Tags }),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call("sns", "DeleteTopic", { TopicArn: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "NotFoundException")) throw error;
    }
  },
};

function created(arn: string, name: string): Created {
  return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
}

function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    ATTRIBUTES.filter((name) => properties[name] !== undefined).map((name) => [name, String(properties[name])]),
  );
}

function endpointsOf({ Subscription }: Properties): Endpoint[] {
  return ((Subscription ?? []) as Endpoint[]).map(({ Protocol, Endpoint }) => ({ Protocol, Endpoint }));
}
