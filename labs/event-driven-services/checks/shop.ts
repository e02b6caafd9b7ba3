import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventually, expectEqual, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";

export interface Order {
  id: string;
  sku: string;
  quantity: number;
  customer: string;
}

/** On AWS a new rule or grant may take a minute to count. */
const SETTLING_MS = 180_000;
const DAY_SECONDS = 86_400;
/** A message that failed comes back when its visibility timeout is over; a service that was down catches up. */
export const CATCHING_UP_MS = 600_000;

export function newOrder(lab: Lab, members: Partial<Order> = {}): Order {
  return { id: lab.unique("order"), sku: lab.unique("sku"), quantity: 1, customer: "Ann", ...members };
}

// What the services say to each other: functions/events.ts.

export function orderPlaced(order: Order) {
  return shopEvent("shop.orders", "OrderPlaced", "order-placed", order);
}

export function stockReserved(order: Order) {
  return shopEvent("shop.stock", "StockReserved", "stock-reserved", order);
}

export function stockShort(order: Order) {
  return shopEvent("shop.stock", "StockShort", "stock-short", order);
}

function shopEvent(source: string, type: string, id: string, { id: orderId, sku, quantity }: Order) {
  const metadata = { id: `${id}#${orderId}`, version: 1 };
  return { source, "detail-type": type, detail: { metadata, data: { orderId, sku, quantity } } };
}

interface ShopEvent {
  source: string;
  "detail-type": string;
  detail: object;
}

export async function put(lab: Lab, ...events: ShopEvent[]): Promise<void> {
  const Entries = events.map((event) => ({
    EventBusName: lab.output("BusName"),
    Source: event.source,
    DetailType: event["detail-type"],
    Detail: JSON.stringify(event.detail),
  }));
  await lab.client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
}

/** Repeats a stimulus with what should come of it, while the app may not be ready. */
export function settled(attempt: () => Promise<void>): Promise<void> {
  return eventually(attempt, { within: SETTLING_MS });
}

function ordersUrl(lab: Lab, path: string): string {
  return lab.output("OrdersUrl").replace(/\/$/, "") + path;
}

export function post(lab: Lab, order: object): Promise<HttpAnswer> {
  return lab.http("POST", ordersUrl(lab, "/orders"), { json: order });
}

/** Places an order; repeats the request while the app may not be ready, which makes no second order. */
export async function place(lab: Lab, order: Order): Promise<HttpAnswer> {
  return eventually(
    async () => {
      const answer = await post(lab, order);
      expectThat(isTaken(answer), {
        expected: "HTTP 202",
        found: found(answer),
        where: `POST /orders ${told(order)}`,
      });
      return answer;
    },
    { within: 20_000 },
  );
}

/** Whether the status is exactly 202 is the claim of one check. */
export function isTaken({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

export function get(lab: Lab, id: string): Promise<HttpAnswer> {
  return lab.http("GET", ordersUrl(lab, `/orders/${id}`));
}

export async function expectStatus(lab: Lab, order: Order, status: string): Promise<void> {
  const where = `GET /orders/${order.id}`;
  const answer = await get(lab, order.id);
  expectThat(answer.status === 200, { expected: `HTTP 200 {"status":"${status}",...}`, found: found(answer), where });
  expectEqual(answer.json()?.status, status, where);
}

/** Waits for what both services make of an order. */
export function comesTo(lab: Lab, order: Order, status: string): Promise<void> {
  return eventually(() => expectStatus(lab, order, status), { within: CATCHING_UP_MS });
}

/** A sku of which there are so many. */
export async function stocked(lab: Lab, available: number, sku = lab.unique("sku")): Promise<string> {
  await eventually(
    async () => {
      const answer = await lab.http("PUT", stockUrl(lab, sku), { json: { available } });
      expectThat(answer.status === 200, { expected: "HTTP 200", found: found(answer), where: `PUT /stock/${sku}` });
    },
    { within: 20_000 },
  );
  return sku;
}

export async function expectLevel(
  lab: Lab,
  sku: string,
  available: number,
  where = `GET /stock/${sku}`,
): Promise<void> {
  const answer = await lab.http("GET", stockUrl(lab, sku));
  expectThat(answer.status === 200, { expected: "HTTP 200", found: found(answer), where });
  expectEqual(answer.json(), { sku, available }, where);
}

function stockUrl(lab: Lab, sku: string): string {
  return `${lab.output("StockUrl").replace(/\/$/, "")}/stock/${sku}`;
}

export function found({ status, text }: HttpAnswer): string {
  return `HTTP ${status} ${text}`.trim();
}

export function told({ id, sku, quantity }: Order): string {
  return `${id}, ${quantity} x ${sku}`;
}

/** What of a queue's content is about something; whoever asks gets all that came so far. */
export function opened(lab: Lab, QueueUrl: string): (words: string) => Promise<string[]> {
  const bodies: string[] = [];
  return async (words) => {
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await lab.client(SQSClient).send(command);
      if (!Messages.length) return bodies.filter((body) => body.includes(words));
      bodies.push(...Messages.map(({ Body }) => Body!));
    }
  };
}

/** Waits until so many messages are in a queue that nobody reads. */
export async function untilWaiting(lab: Lab, QueueUrl: string, count: number): Promise<void> {
  await eventually(
    async () => {
      const waiting = Number((await attributes(lab, QueueUrl))["ApproximateNumberOfMessages"]);
      expectThat(waiting >= count, { expected: lab.text("messages", { count }), found: waiting, where: QueueUrl });
    },
    { within: 60_000 },
  );
}

/** The dead-letter queue of a queue: its URL. It must keep messages for as long as a queue keeps anything. */
export async function deadLettersOf(lab: Lab, queueUrl: string): Promise<string> {
  const { RedrivePolicy } = await attributes(lab, queueUrl);
  expectThat(RedrivePolicy !== undefined, { expected: "RedrivePolicy", found: "-", where: queueUrl });
  const { deadLetterTargetArn } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn: string };
  const command = new GetQueueUrlCommand({ QueueName: deadLetterTargetArn.split(":").at(-1)! });
  const { QueueUrl } = await lab.client(SQSClient).send(command);
  const { MessageRetentionPeriod } = await attributes(lab, QueueUrl!);
  expectEqual(MessageRetentionPeriod, String(14 * DAY_SECONDS), `${QueueUrl}, MessageRetentionPeriod`);
  return QueueUrl!;
}

async function attributes(lab: Lab, QueueUrl: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  return (await lab.client(SQSClient).send(command)).Attributes ?? {};
}
