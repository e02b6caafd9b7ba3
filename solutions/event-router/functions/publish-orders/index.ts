import { setTimeout } from "node:timers/promises";
import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { putEvents } from "../bus.ts";
import type { Order, OrderPlaced } from "../order.ts";

const MAX_ENTRIES = 10; // of one request
const ATTEMPTS = 4;

// #region event
function toEntry(order: Order): PutEventsRequestEntry {
  const detail: OrderPlaced = { metadata: { id: `order-placed#${order.orderId}`, version: 1 }, data: order };
  return {
    EventBusName: process.env["BUS_NAME"],
    Source: "shop.orders",
    DetailType: "OrderPlaced",
    Detail: JSON.stringify(detail),
  };
}
// #endregion

// #region publish
/** Called by the order service with orders that were placed. */
export async function handler({ orders }: { orders: Order[] }): Promise<void> {
  let entries = orders.map(toEntry);
  for (let attempt = 1; entries.length > 0; attempt++) {
    if (attempt > ATTEMPTS) throw new Error(`Not published: ${entries.map(({ Detail }) => Detail).join(", ")}`);
    if (attempt > 1) await setTimeout(Math.random() * 100 * 2 ** attempt);
    entries = await publish(entries);
  }
}

/** Returns what EventBridge did not take. */
async function publish(entries: PutEventsRequestEntry[]): Promise<PutEventsRequestEntry[]> {
  const failed: PutEventsRequestEntry[] = [];
  for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
    const request = entries.slice(from, from + MAX_ENTRIES);
    // HTTP 200 says that the request was read. What became of each entry stands at the same place of the answer.
    const { Entries = [] } = await putEvents(request);
    failed.push(...request.filter((_, index) => Entries[index]?.ErrorCode !== undefined));
  }
  return failed;
}
// #endregion
