import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expectThat, type Lab } from "@course/grader/checks";

export interface Order {
  id: string;
  amount: number;
}

/** How the payment provider treats an order: see functions/payment-provider. */
type Mood = "declined" | "unavailable" | "slow" | "crash";

const ALWAYS = 1_000_000;

export function newOrder(lab: Lab, name: string): Order {
  return { id: lab.unique(name), amount: 1000 + Math.floor(Math.random() * 9000) };
}

/** Puts messages into the queue with one call, at most ten, so that they come to the worker together. */
export async function send(lab: Lab, bodies: (Order | string)[]): Promise<void> {
  const Entries = bodies.map((body, index) => ({
    Id: String(index),
    MessageBody: typeof body === "string" ? body : JSON.stringify(body),
  }));
  await lab.client(SQSClient).send(new SendMessageBatchCommand({ QueueUrl: lab.output("QueueUrl"), Entries }));
}

/** From now on the provider treats this order so, `times` times. */
export async function setMood(lab: Lab, { id }: Order, mood: Mood, times = ALWAYS): Promise<void> {
  const Item = { order: id, entry: "mood", mood, left: times };
  await books(lab).send(new PutCommand({ TableName: lab.output("PaymentsTable"), Item }));
}

/** What the provider charged for an order, one entry per charge, and how often it refused it as one call too many. */
export async function booked(lab: Lab, { id }: Order): Promise<{ charges: number[]; refused: number }> {
  const { Items = [] } = await books(lab).send(
    new QueryCommand({
      TableName: lab.output("PaymentsTable"),
      KeyConditionExpression: "#order = :order",
      ExpressionAttributeNames: { "#order": "order" },
      ExpressionAttributeValues: { ":order": id },
      ConsistentRead: true,
    }),
  );
  const charges = Items.filter(({ entry }) => String(entry).startsWith("charge#")).map(({ amount }) => Number(amount));
  return { charges, refused: Number(Items.find(({ entry }) => entry === "refused")?.["times"] ?? 0) };
}

/** Expects that every order was charged once, with its amount. */
export async function expectChargedOnce(lab: Lab, orders: Order[]): Promise<void> {
  for (const order of orders) {
    const { charges } = await booked(lab, order);
    const isOnce = charges.length === 1 && charges[0] === order.amount;
    expectThat(isOnce, { expected: `[${order.amount}]`, found: charges, where: lab.text("charges", { id: order.id }) });
  }
}

export async function queueAttributes(lab: Lab, QueueUrl: string): Promise<Record<string, string>> {
  const AttributeNames: QueueAttributeName[] = ["All"];
  const { Attributes } = await lab.client(SQSClient).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes!;
}

/** The queue behind the queue of orders; fails the check when there is none. */
export async function deadLetterQueue(lab: Lab): Promise<{ arn: string; url: string }> {
  const { RedrivePolicy = "{}" } = await queueAttributes(lab, lab.output("QueueUrl"));
  const arn = (JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
  expectThat(arn !== undefined, { expected: "RedrivePolicy", found: "-", where: lab.output("QueueUrl") });
  const { QueueUrl } = await lab.client(SQSClient).send(new GetQueueUrlCommand({ QueueName: arn.split(":").at(-1)! }));
  return { arn, url: QueueUrl! };
}

const taken: string[] = [];

/** The bodies of all dead letters so far; they are taken out of the queue. */
export async function deadLetters(lab: Lab): Promise<string[]> {
  const sqs = lab.client(SQSClient);
  const { url: QueueUrl } = await deadLetterQueue(lab);
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 });
    const { Messages = [] } = await sqs.send(command);
    if (!Messages.length) return taken;
    taken.push(...Messages.map(({ Body }) => Body!));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

/** Expects that none of the orders is a dead letter. */
export async function expectNoneDead(lab: Lab, orders: Order[]): Promise<void> {
  const found = (await deadLetters(lab)).filter((body) => orders.some(({ id }) => body.includes(id)));
  expectThat(found.length === 0, { expected: "[]", found, where: lab.text("deadLetters") });
}

/** How long ten attempts take, which is more than a dead-letter queue should wait for, and some seconds of a worker beside. */
export async function tenAttempts(lab: Lab): Promise<number> {
  const { VisibilityTimeout } = await queueAttributes(lab, lab.output("QueueUrl"));
  return 10 * (Number(VisibilityTimeout) + 5) * 1000;
}

function books(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}
