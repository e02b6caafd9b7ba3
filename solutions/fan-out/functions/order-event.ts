/** What happened to an order. Facts are in the past tense: whoever reads them decides what to do about them. */
export interface OrderEvent {
  /** Of this event, not of a message that carries it: the producer that has to send again keeps it. */
  id: string;
  type: "OrderPlaced" | "OrderCancelled";
  orderId: string;
  customer: string;
  /** In US dollars. */
  total: number;
}
