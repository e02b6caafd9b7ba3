import type {
  CreateQueueCommandInput,
  CreateQueueCommandOutput,
  SetQueueAttributesCommandInput,
  TagQueueCommandInput,
  UntagQueueCommandInput,
} from "@aws-sdk/client-sqs";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagMap } from "../../../core/tags.ts";
import { queueArn, queueUrl, queues } from "../queues.ts";

const ATTRIBUTES = [
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "DelaySeconds",
  "FifoThroughputLimit",
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedriveAllowPolicy",
  "RedrivePolicy",
  "SqsManagedSseEnabled",
  "VisibilityTimeout",
] as const;

/** AWS::SQS::Queue: `Ref` is the URL. */
export const queue: ResourceProvider = {
  emulates: {
    QueueName: true,
    FifoQueue: true,
    Tags: true,
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, true as const])),
  },
  refuses: ({ KmsMasterKeyId: key }) =>
    key === undefined || (typeof key === "string" && /(^|\/)alias\/aws\/sqs$/.test(key))
      ? []
      : ["AWS::SQS::Queue KmsMasterKeyId with a key of the customer's (only alias/aws/sqs)"],

  async create(properties, context) {
    const isFifo = properties.FifoQueue === true;
    const name: string =
      properties.QueueName ??
      (isFifo ? `${context.generateName({ maxLength: 75 })}.fifo` : context.generateName({ maxLength: 80 }));
    // CloudFormation waits out the minute in which the name of a deleted queue is not free.
    context.state(queues).deletedAt.delete(name);
    const { QueueUrl } = await context.call<CreateQueueCommandInput, CreateQueueCommandOutput>("sqs", "CreateQueue", {
      QueueName: name,
      Attributes: { ...(isFifo ? { FifoQueue: "true" } : {}), ...attributesOf(properties) },
      tags: tagMap(properties.Tags),
    });
    return created(name, QueueUrl!, context);
  },

  async update(properties, old, context) {
    const QueueUrl = old.created.physicalId;
    const Attributes = changes(attributesOf(old.properties), attributesOf(properties));
    if (Object.keys(Attributes).length)
      await context.call<SetQueueAttributesCommandInput, unknown>("sqs", "SetQueueAttributes", {
        QueueUrl,
        Attributes,
      });
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) => context.call<UntagQueueCommandInput, unknown>("sqs", "UntagQueue", { QueueUrl, TagKeys }),
      tag: (Tags) => context.call<TagQueueCommandInput, unknown>("sqs", "TagQueue", { QueueUrl, Tags }),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call("sqs", "DeleteQueue", { QueueUrl: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "QueueDoesNotExist")) throw error;
    }
  },
};

function created(name: string, url: string, context: ResourceContext): Created {
  const QueueUrl = queueUrl(name, context);
  return { physicalId: url, attributes: { Arn: queueArn(name, context), QueueName: name, QueueUrl } };
}

function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    ATTRIBUTES.flatMap((name) => {
      const value: unknown = properties[name];
      if (value === undefined) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  );
}

/** What is new or other; what is left out returns to its default (recorded in test_update_fifo_queue_remove_all_properties). */
function changes(before: Record<string, string>, after: Record<string, string>): Record<string, string> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? ""]),
  );
}
