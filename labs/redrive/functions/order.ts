/** An order as the shop puts it into the queue. */
export interface Order {
  id: string;
  address: {
    street: string;
    /** Floor, building, "c/o". */
    extra: string;
    city: string;
    /** Two letters. */
    country: string;
  };
}

// #region hopeless
/** TODO 3: which failures will never pass, however often somebody tries? Give them a class of their own. */
export function parseOrder(body: string): Order {
  return JSON.parse(body) as Order;
}
// #endregion

// #region label
export function labelOf({ address: { street, extra, city, country } }: Order): string {
  return [street.trim(), extra.trim(), `${city.trim()}, ${country}`].filter(Boolean).join("\n");
}
// #endregion
