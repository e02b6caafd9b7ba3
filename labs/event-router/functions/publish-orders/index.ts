import type { Order } from "../order.ts";

// #region publish
/** Called by the order service with orders that were placed. */
export async function handler({ orders }: { orders: Order[] }): Promise<void> {
  // TODO 1: put one event per order on the bus (putEvents in ../bus.ts; the bus is BUS_NAME): source shop.orders,
  // detail-type OrderPlaced, detail as OrderPlaced in ../order.ts says, with the id `order-placed#${orderId}`.
  // At most 10 entries in a request. Some may fail although there is no exception: send those again, and only those.
  // What still fails after some attempts: throw an error that names it.
  console.log(`${orders.length} orders are not published yet`);
}
// #endregion
