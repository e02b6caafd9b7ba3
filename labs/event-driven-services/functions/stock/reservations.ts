import type { OrderPlaced } from "../events.ts";

export type Decision = "StockReserved" | "StockShort";

// #region reserve
/** Decides about an order once, and remembers the decision: an order that comes again gets the same answer. */
export async function reserve(order: OrderPlaced["detail"]["data"]): Promise<Decision> {
  // TODO 2: the level of the sku ({ pk: "sku#<sku>", available }) goes down and the order's decision is recorded, both or neither.
  // Too few: the level stays, and that is a decision too.
  throw new Error(`Nothing is reserved for ${order.orderId} yet`);
}
// #endregion
