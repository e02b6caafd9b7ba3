import type { CreateTopicCommandInput, CreateTopicCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import { addTags, checkTags, tagConditions } from "../tags.ts";
import { describeTopic, checkTopicAttribute } from "../topic-attributes.ts";
import { topicArn, topics, type Topic } from "../topic.ts";

export const createTopic = operation<CreateTopicCommandInput, CreateTopicCommandOutput>({
  accepts: ["Name", "Attributes", "Tags"],
  access(input, context) {
    const resource = topicArn(input.Name!, context);
    const conditions = tagConditions(input.Tags);
    const create = { action: "sns:CreateTopic", resource, conditions };
    return input.Tags?.length ? [create, { action: "sns:TagResource", resource, conditions }] : [create];
  },
  run(input, context) {
    const { Name: name = "", Attributes: attributes = {}, Tags: tags = [] } = input;
    const isFifo = attributes["FifoTopic"] === "true";
    checkName(name, isFifo);
    checkTags(tags);
    for (const [attribute, value] of Object.entries(attributes))
      checkTopicAttribute(attribute, value, isFifo, "Attributes Reason: ");
    const all = context.state(topics);
    const existing = all.get(name);
    if (existing) {
      checkSame(existing, attributes, tags);
      return { TopicArn: existing.arn };
    }
    const topic: Topic = {
      name,
      arn: topicArn(name, context),
      account: context.account,
      isFifo,
      attributes: new Map(Object.entries(attributes).filter(([attribute]) => isFifo || attribute !== "FifoTopic")),
      tags: new Map(),
      subscriptions: new Map(),
      deletedSubscriptions: 0,
      accepted: new Map(),
      published: 0,
    };
    addTags(topic, tags);
    all.set(name, topic);
    return { TopicArn: topic.arn };
  },
});

function checkName(name: string, isFifo: boolean): void {
  const base = isFifo ? name.replace(/\.fifo$/, "") : name;
  if (!/^[\w-]{1,256}$/.test(base) || name.length > 256 || (isFifo && base === name))
    throw invalidParameter("Topic Name");
}

/** Recorded in test_create_topic_different_attrs and test_create_duplicate_topic_with_more_tags. */
function checkSame(topic: Topic, attributes: Record<string, string>, tags: { Key?: string; Value?: string }[]): void {
  const present = describeTopic(topic);
  if (
    Object.entries(attributes).some(
      ([name, value]) => (present[name] ?? "") !== value && !(name === "FifoTopic" && value === "false"),
    )
  )
    throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  if (tags.some(({ Key, Value }) => topic.tags.get(Key!) !== Value))
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
}
