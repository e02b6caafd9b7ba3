import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { eventually, expectThat, type Lab } from "@course/grader/checks";

export interface Order {
  id: string;
  address: { street: string; extra?: string; city: string; country: string };
}

/** How the carrier treats an order: see functions/carrier. */
type Mood = "unavailable" | "lost-answer";

export function newOrder(lab: Lab, name: string, address: Partial<Order["address"]> = {}): Order {
  return {
    id: lab.unique(name),
    address: { street: "1 Harbour Street", extra: "2nd floor", city: "Haiphong", country: "VN", ...address },
  };
}

/** Puts messages into the queue with one call, at most ten. Returns their ids. */
export async function send(lab: Lab, bodies: (Order | string)[]): Promise<string[]> {
  const Entries = bodies.map((body, index) => ({
    Id: String(index),
    MessageBody: typeof body === "string" ? body : JSON.stringify(body),
  }));
  const command = new SendMessageBatchCommand({ QueueUrl: lab.output("QueueUrl"), Entries });
  const { Successful = [] } = await lab.client(SQSClient).send(command);
  return Successful.map(({ MessageId }) => MessageId!);
}

/** From now on the carrier treats this order so, `times` times. */
export async function setMood(lab: Lab, { id }: Order, mood: Mood, times: number): Promise<void> {
  const Item = { order: id, entry: "mood", mood, left: times };
  await dynamo(lab).send(new PutCommand({ TableName: lab.output("CarrierTable"), Item }));
}

/** The labels of an order's parcels, and how often the carrier's mood will still last. */
async function booked(lab: Lab, { id }: Order): Promise<{ parcels: string[]; moodLeft: number }> {
  const { Items = [] } = await dynamo(lab).send(
    new QueryCommand({
      TableName: lab.output("CarrierTable"),
      KeyConditionExpression: "#order = :order",
      ExpressionAttributeNames: { "#order": "order" },
      ExpressionAttributeValues: { ":order": id },
      ConsistentRead: true,
    }),
  );
  const parcels = Items.filter(({ entry }) => String(entry).startsWith("parcel#")).map(({ label }) => String(label));
  return { parcels, moodLeft: Number(Items.find(({ entry }) => entry === "mood")?.["left"] ?? 0) };
}

/** Expects that each order has one parcel, with its street on the label. */
export async function expectShippedOnce(lab: Lab, orders: Order[]): Promise<void> {
  for (const order of orders) {
    const { parcels } = await booked(lab, order);
    const { street, extra = "" } = order.address;
    const isRight = parcels.length === 1 && [street, extra].every((part) => parcels[0]!.includes(part));
    expectThat(isRight && !/undefined|null/.test(parcels[0]!), {
      expected: `[${JSON.stringify([street, extra, `${order.address.city}, ${order.address.country}`].filter(Boolean).join("\n"))}]`,
      found: parcels,
      where: lab.text("parcels", { id: order.id }),
    });
  }
}

/** What the consumer set aside, by body. */
export async function setAside(lab: Lab): Promise<Map<string, string>> {
  const { Items = [] } = await dynamo(lab).send(
    new ScanCommand({ TableName: lab.output("SetAsideTable"), ConsistentRead: true }),
  );
  return new Map(Items.map(({ body, reason }) => [String(body), typeof reason === "string" ? reason : ""]));
}

export async function queueAttributes(lab: Lab, QueueUrl: string): Promise<Record<string, string>> {
  const AttributeNames: QueueAttributeName[] = ["All"];
  const { Attributes } = await lab.client(SQSClient).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes!;
}

export interface DeadLetterQueue {
  arn: string;
  url: string;
  /** How often a message is received before it goes there. */
  attempts: number;
  /** How long that takes, and some seconds beside. */
  within: number;
}

/** The queue behind the queue of orders; fails the check when there is none. */
export async function deadLetterQueue(lab: Lab): Promise<DeadLetterQueue> {
  const { RedrivePolicy = "{}", VisibilityTimeout } = await queueAttributes(lab, lab.output("QueueUrl"));
  const policy = JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string; maxReceiveCount: number | string };
  const arn = policy.deadLetterTargetArn;
  expectThat(arn !== undefined, { expected: "RedrivePolicy", found: "-", where: lab.output("QueueUrl") });
  const { QueueUrl } = await lab.client(SQSClient).send(new GetQueueUrlCommand({ QueueName: arn.split(":").at(-1)! }));
  const attempts = Number(policy.maxReceiveCount);
  return { arn, url: QueueUrl!, attempts, within: (attempts + 1) * (Number(VisibilityTimeout) + 10) * 1000 };
}

/** Messages in the dead-letter queue, those that somebody reads just now too. */
export async function countDeadLetters(lab: Lab): Promise<number> {
  const { url } = await deadLetterQueue(lab);
  const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = await queueAttributes(lab, url);
  return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
}

/** Lets the carrier fail with these orders until they are dead letters, and then recover. */
export async function seedDeadLetters(lab: Lab, orders: Order[], mood: Mood): Promise<void> {
  const { attempts, within, url } = await deadLetterQueue(lab);
  const before = await countDeadLetters(lab);
  for (const order of orders) await setMood(lab, order, mood, attempts);
  await send(lab, orders);
  await eventually(
    async () => {
      const left = await Promise.all(orders.map(async (order) => (await booked(lab, order)).moodLeft));
      const found = (await countDeadLetters(lab)) - before;
      expectThat(found >= orders.length && left.every((times) => times === 0), {
        expected: lab.text("messages", { count: orders.length }),
        found: lab.text("messages", { count: found }),
        where: url,
      });
    },
    { within },
  );
}

function dynamo(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}
