import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { DeleteMessageBatchCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { eventually, expectEqual, expectThat, type Lab } from "@course/grader/checks";
import { invoke, type Invocation } from "@course/grader/checks/deliver";

/** As in functions/order.ts. */
export interface Order {
  orderId: string;
  customer: string;
  country: string;
  total: number;
}

/** On AWS a new or changed rule may take a minute to count, a queue's policy too. */
const SETTLING_MS = 180_000;

/** An order that only billing and the auditors are interested in, unless the members say something else. */
export function newOrder(lab: Lab, members: Partial<Order> = {}): Order {
  return { orderId: lab.unique("order"), customer: "Ann", country: "VN", total: 20, ...members };
}

/** What the producer is asked to publish for an order. */
export function eventOf(order: Order) {
  return {
    source: "shop.orders",
    "detail-type": "OrderPlaced",
    detail: { metadata: { id: `order-placed#${order.orderId}`, version: 1 }, data: order },
  };
}

/** Lets the producer publish. */
export function publish(lab: Lab, orders: Order[]): Promise<Invocation> {
  return invoke(lab, lab.output("PublisherName"), { orders });
}

/** Publishes orders, and fails the check when the producer throws. */
export async function place(lab: Lab, ...orders: Order[]): Promise<void> {
  const { error } = await publish(lab, orders);
  const where = lab.text("orders", { orders: orders.map(told).join("; ") });
  expectThat(!error, { expected: lab.text("published"), found: error, where });
}

export function told({ orderId, country, total }: Order): string {
  return `${orderId}, ${country}, ${total}`;
}

/** Puts an event on the bus that the app's producer would not publish. */
export async function putForeign(lab: Lab, source: string, detailType: string, detail: object): Promise<void> {
  const Entries = [
    { EventBusName: lab.output("BusName"), Source: source, DetailType: detailType, Detail: JSON.stringify(detail) },
  ];
  await lab.client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
}

let documents: DynamoDBDocumentClient | undefined;
const books = (lab: Lab) => (documents ??= DynamoDBDocumentClient.from(lab.client(DynamoDBClient)));

/** Lets something go wrong: "bus" is an entry that EventBridge does not take, "closed" the books that refuse an invoice. */
export async function wish(lab: Lab, pk: "bus" | "closed", orderId: string, times: number): Promise<void> {
  await books(lab).send(new PutCommand({ TableName: lab.output("BooksTable"), Item: { pk, sk: orderId, times } }));
}

/** The invoices for an order: their keys. */
async function invoices(lab: Lab, orderId: string): Promise<string[]> {
  const { Items = [] } = await books(lab).send(
    new QueryCommand({
      TableName: lab.output("BooksTable"),
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": "invoice" },
      ConsistentRead: true,
    }),
  );
  const ours = Items.filter((item) => (item["order"] as Order | undefined)?.orderId === orderId);
  return ours.map((item) => String(item["sk"]));
}

export async function expectInvoices(lab: Lab, order: Order, count: number): Promise<void> {
  expectEqual((await invoices(lab, order.orderId)).length, count, lab.text("invoices", { order: told(order) }));
}

/** The books lose the invoices of an order. */
export async function loseInvoices(lab: Lab, orderId: string): Promise<void> {
  const TableName = lab.output("BooksTable");
  for (const sk of await invoices(lab, orderId))
    await books(lab).send(new DeleteCommand({ TableName, Key: { pk: "invoice", sk } }));
}

/** Repeats a stimulus with what should come of it, while the app may not be ready. */
export function settled(attempt: () => Promise<void>): Promise<void> {
  return eventually(attempt, { within: SETTLING_MS });
}

/** What of a queue's content is about an order; whoever asks gets all that came so far. */
export function opened(lab: Lab, QueueUrl: string): (orderId: string) => Promise<string[]> {
  const bodies: string[] = [];
  const sqs = lab.client(SQSClient);
  return async (orderId) => {
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (!Messages.length) return bodies.filter((body) => body.includes(orderId));
      bodies.push(...Messages.map(({ Body }) => Body!));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
}

// oxlint-disable-next-line no-explicit-any -- whatever arrived
export function json(text: string | undefined): any {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return text;
  }
}

/** The rules of the bus that lead to a queue or function, with the target. */
export async function targetsAt(lab: Lab, arn: string): Promise<{ rule: Rule; target: Target }[]> {
  const events = lab.client(EventBridgeClient);
  const EventBusName = lab.output("BusName");
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName }));
  const found: { rule: Rule; target: Target }[] = [];
  for (const rule of Rules) {
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName }));
    found.push(...Targets.filter(({ Arn }) => Arn === arn).map((target) => ({ rule, target })));
  }
  expectThat(found.length > 0, { expected: "AWS::Events::Rule", found: "-", where: `${EventBusName} -> ${arn}` });
  return found;
}

export async function busArn(lab: Lab): Promise<string> {
  const command = new DescribeEventBusCommand({ Name: lab.output("BusName") });
  return (await lab.client(EventBridgeClient).send(command)).Arn!;
}

export async function urlOf(lab: Lab, queueArn: string): Promise<string> {
  const command = new GetQueueUrlCommand({ QueueName: queueArn.split(":").at(-1)! });
  return (await lab.client(SQSClient).send(command)).QueueUrl!;
}
