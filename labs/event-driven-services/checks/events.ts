import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { expectEqual, type Lab } from "@course/grader/checks";
import { listeningToBus, type Received } from "@course/grader/checks/listen";
import { type Order, told } from "./shop.ts";

const ANYTHING = { "detail-type": [{ exists: true }] };

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

export type ShopEvent = ReturnType<typeof shopEvent>;

function shopEvent(source: string, type: string, id: string, { id: orderId, sku, quantity }: Order) {
  const metadata = { id: `${id}#${orderId}`, version: 1 };
  return { source, "detail-type": type, detail: { metadata, data: { orderId, sku, quantity } } };
}

/** Puts events on the bus; their details may be other ones than a service writes. */
export async function put(lab: Lab, ...events: (Omit<ShopEvent, "detail"> & { detail: object })[]): Promise<void> {
  const Entries = events.map((event) => ({
    EventBusName: lab.output("BusName"),
    Source: event.source,
    DetailType: event["detail-type"],
    Detail: JSON.stringify(event.detail),
  }));
  await lab.client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
}

/** The same event as a producer writes it that has learnt to say more. */
export function withMore(event: ShopEvent) {
  const { metadata, data } = event.detail;
  return {
    ...event,
    detail: { metadata: { ...metadata, trace: "t-1" }, data: { ...data, gift: true, lines: [] }, region: "south" },
  };
}

export function ofVersion2(event: ShopEvent) {
  const { metadata, data } = event.detail;
  return { ...event, detail: { metadata: { ...metadata, version: 2 }, data: { ...data, unit: "dozen" } } };
}

/** Hears what is on the bus. */
export function listening(lab: Lab, run: (heard: Received) => Promise<void>): Promise<void> {
  return listeningToBus(lab, lab.output("BusName"), ANYTHING, run);
}

/** Expects that a source said this about an order, at least so often, and nothing else. */
export async function expectHeard(
  lab: Lab,
  heard: Received,
  order: Order,
  source: string,
  expected: object,
  atLeast = 1,
): Promise<void> {
  const others = ["shop.orders", "shop.stock"].filter((other) => other !== source);
  const events = (await heard())
    .filter((event) => JSON.stringify(event.detail ?? "").includes(order.id) && !others.includes(event.source))
    .map((event) => ({ source: event.source, "detail-type": event["detail-type"], detail: event.detail }));
  const where = lab.text("onTheBus", { source, order: told(order) });
  expectEqual(events, Array(Math.max(atLeast, events.length)).fill(expected), where);
}
