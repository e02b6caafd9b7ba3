/** An order as the shop puts it into the queue. */
export interface Order {
  id: string;
  address: {
    street: string;
    /** Floor, building, "c/o". Since Friday's release the shop leaves it out when the customer left it empty. */
    extra?: string;
    city: string;
    /** Two letters. */
    country: string;
  };
}

// #region hopeless
/** No number of attempts helps: a person has to look at it. Everything else may pass. */
export class Hopeless extends Error {}

export function parseOrder(body: string): Order {
  try {
    const order = JSON.parse(body) as Partial<Order> | null;
    if (typeof order?.id === "string" && typeof order.address?.country === "string") return order as Order;
  } catch {
    // Not JSON: no order either.
  }
  throw new Hopeless("Not an order");
}
// #endregion

// #region label
export function labelOf({ address: { street, extra, city, country } }: Order): string {
  return [street.trim(), extra?.trim(), `${city.trim()}, ${country}`].filter(Boolean).join("\n");
}
// #endregion
