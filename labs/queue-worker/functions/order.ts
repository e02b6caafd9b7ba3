// Given; nothing to change here. An order as the shop puts it into the queue.

export interface Order {
  /** The shop's number. An order that is sent again has the same one. */
  id: string;
  /** In cents. */
  amount: number;
}

/** Throws when the body of a message is not an order. */
export function parseOrder(body: string): Order {
  const order = JSON.parse(body) as Partial<Order> | null;
  if (typeof order?.id !== "string" || !Number.isInteger(order.amount)) throw new Error("Not an order");
  return order as Order;
}
