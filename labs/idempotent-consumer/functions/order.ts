/** What a message in the queue says: this order is to be charged. */
export interface Order {
  orderId: string;
  customer: string;
  /** In cents. */
  amount: number;
}

/** The customer gets one point for each whole euro. */
export function pointsOf(order: Order): number {
  return Math.floor(order.amount / 100);
}
