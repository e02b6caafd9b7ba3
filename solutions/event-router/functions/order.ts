export interface Order {
  orderId: string;
  customer: string;
  /** ISO 3166: "VN". */
  country: string;
  /** In US dollars; 0 for a gift. */
  total: number;
}

/** What the shop's events carry in `detail`: about the event, and about what happened. */
export interface OrderPlaced {
  metadata: {
    /** Of this fact: the same each time that it is published. EventBridge gives each publication another `id`. */
    id: string;
    /** Of the shape of `data`. A change that breaks readers gets another number. */
    version: 1;
  };
  data: Order;
}
