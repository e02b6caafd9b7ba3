import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Lab } from "../lab.ts";

/** What came so far, oldest first: event envelopes of a bus, bodies of a topic, parsed as JSON where they are JSON. */
export type Received = () => Promise<any[]>; // oxlint-disable-line no-explicit-any -- whatever the learner's app publishes

/** Hears what an app puts on a bus while `run` runs, with a rule and a queue of its own beside the app's; both are removed at the end. */
export async function listeningToBus<T>(
  lab: Lab,
  bus: string,
  pattern: object,
  run: (received: Received) => Promise<T>,
): Promise<T> {
  const eventBridge = lab.client(EventBridgeClient);
  const name = lab.unique("slab-listener");
  const rule = { Name: name, EventBusName: bus };
  const { RuleArn } = await eventBridge.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify(pattern) }));
  try {
    return await withQueue(lab, name, "events.amazonaws.com", RuleArn!, async (queueArn, received) => {
      await eventBridge.send(
        new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: "listener", Arn: queueArn }] }),
      );
      try {
        return await run(received);
      } finally {
        await eventBridge.send(new RemoveTargetsCommand({ Rule: name, EventBusName: bus, Ids: ["listener"] }));
      }
    });
  } finally {
    await eventBridge.send(new DeleteRuleCommand(rule));
  }
}

/** Hears what an app publishes to a topic while `run` runs, with a subscription and a queue of its own; both are removed at the end. */
export function listeningToTopic<T>(lab: Lab, topicArn: string, run: (received: Received) => Promise<T>): Promise<T> {
  const name = lab.unique("slab-listener");
  return withQueue(lab, name, "sns.amazonaws.com", topicArn, async (Endpoint, received) => {
    const sns = lab.client(SNSClient);
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: "sqs",
        Endpoint,
        Attributes: { RawMessageDelivery: "true" },
        ReturnSubscriptionArn: true,
      }),
    );
    try {
      return await run(received);
    } finally {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn: SubscriptionArn! }));
    }
  });
}

async function withQueue<T>(
  lab: Lab,
  name: string,
  service: string,
  sourceArn: string,
  run: (queueArn: string, received: Received) => Promise<T>,
): Promise<T> {
  const sqs = lab.client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  try {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    const queueArn = Attributes!["QueueArn"]!;
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: service },
          Action: "sqs:SendMessage",
          Resource: queueArn,
          Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
        },
      ],
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    const heard: unknown[] = [];
    return await run(queueArn, async () => {
      for (;;) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        if (!Messages.length) return heard;
        heard.push(...Messages.map(({ Body }) => parsed(Body!)));
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
    });
  } finally {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
