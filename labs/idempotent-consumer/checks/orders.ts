import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { eventually, expectThat, steadily, type Lab } from "@course/grader/checks";
import { consumerOf, invoke, queueArn, queueEvent, type Invocation } from "@course/grader/checks/deliver";

export interface Order {
  orderId: string;
  customer: string;
  amount: number;
}

/** What the provider does with the next requests for an order: see functions/provider/index.ts. */
export type Fault =
  "throttled" | "hold" | "answer-lost" | "crash-before-charge" | "crash-after-charge" | "crash-after-write";

/** Longer than all receives of a message together: 5 times a visibility timeout of some minutes at most. */
export const LONG_ENOUGH_MS = 30 * 60_000;

export function newOrder(lab: Lab, name: string, amount = 2_500): Order {
  return { orderId: lab.unique(name), customer: lab.unique("customer"), amount };
}

export function items(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}

export async function askForFaults(lab: Lab, { orderId }: Order, faults: Fault[]): Promise<void> {
  const Item = { orderId, entry: "faults", faults };
  await items(lab).send(new PutCommand({ TableName: lab.output("LedgerTable"), Item }));
}

export async function send(lab: Lab, order: Order): Promise<void> {
  const command = new SendMessageCommand({ QueueUrl: lab.output("QueueUrl"), MessageBody: JSON.stringify(order) });
  await lab.client(SQSClient).send(command);
}

/** Hands an order to the consumer as its event source mapping would. The same id twice is the same message delivered twice. */
export async function deliver(lab: Lab, order: Order, messageId?: string): Promise<Invocation> {
  const arn = await queueArn(lab, lab.output("QueueUrl"));
  return invoke(lab, await consumerOf(lab, arn), queueEvent(arn, [{ body: JSON.stringify(order), messageId }]));
}

/** Whether the queue would delete the message after this answer. */
export function isDone({ payload, error }: Invocation): boolean {
  return !error && !payload?.batchItemFailures?.length;
}

/** Delivers until the consumer says that it is done, as a queue does. */
export async function deliverUntilDone(lab: Lab, order: Order, messageId?: string): Promise<void> {
  await eventually(
    async () => {
      const answer = await deliver(lab, order, messageId);
      expectThat(isDone(answer), {
        expected: '{"batchItemFailures":[]}',
        found: answer.error ?? answer.payload,
        where: `SQS -> Lambda ${JSON.stringify(order)}`,
      });
    },
    { within: 60_000 },
  );
}

async function entries(lab: Lab, { orderId }: Order): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await items(lab).send(
    new QueryCommand({
      TableName: lab.output("LedgerTable"),
      KeyConditionExpression: "orderId = :orderId",
      ExpressionAttributeValues: { ":orderId": orderId },
      ConsistentRead: true,
    }),
  );
  return Items;
}

export async function charges(lab: Lab, order: Order): Promise<unknown[]> {
  return (await entries(lab, order))
    .filter(({ entry }) => String(entry).startsWith("charge#"))
    .map(({ amount }) => amount);
}

export async function isHeld(lab: Lab, order: Order): Promise<boolean> {
  return (await entries(lab, order)).some(({ entry }) => entry === "held");
}

export async function release(lab: Lab, { orderId }: Order): Promise<void> {
  const Key = { orderId, entry: "held" };
  await items(lab).send(new DeleteCommand({ TableName: lab.output("LedgerTable"), Key }));
}

/** 24 hours later the provider has forgotten its keys; nothing else has changed. */
export async function forgetKeys(lab: Lab, order: Order): Promise<void> {
  for (const { idempotencyKey } of await entries(lab, order)) {
    const Key = { orderId: `key ${idempotencyKey}`, entry: "key" };
    await items(lab).send(new DeleteCommand({ TableName: lab.output("LedgerTable"), Key }));
  }
}

async function pointsOf(lab: Lab, { customer }: Order): Promise<unknown> {
  const command = new GetCommand({ TableName: lab.output("CustomersTable"), Key: { customer }, ConsistentRead: true });
  return (await items(lab).send(command)).Item?.["points"] ?? 0;
}

/** The order is charged exactly once, with the right amount, and the customer has the points of exactly one order. */
export async function expectChargedOnce(lab: Lab, order: Order): Promise<void> {
  const where = lab.text("ledgerOf", { order: order.orderId });
  const found = await charges(lab, order);
  expectThat(found.length === 1 && found[0] === order.amount, {
    expected: lab.text("charges", { list: JSON.stringify([order.amount]) }),
    found: lab.text("charges", { list: JSON.stringify(found) }),
    where,
  });
  const points = await pointsOf(lab, order);
  const expected = Math.floor(order.amount / 100);
  expectThat(points === expected, {
    expected: lab.text("points", { points: expected }),
    found: lab.text("points", { points: String(points) }),
    where: lab.text("pointsOf", { customer: order.customer, order: order.orderId }),
  });
}

/** Charged once in the end, and it stays so when everything that was still due has happened. */
export async function eventuallyChargedOnce(lab: Lab, order: Order): Promise<void> {
  await eventually(() => expectChargedOnce(lab, order), { within: LONG_ENOUGH_MS });
  await steadily(() => expectChargedOnce(lab, order), { during: LONG_ENOUGH_MS });
}
