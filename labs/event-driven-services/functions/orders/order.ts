export type Status = "PENDING" | "CONFIRMED" | "REJECTED";

export interface NewOrder {
  /** Chosen by the client, so that it can ask again without ordering again. */
  id: string;
  sku: string;
  quantity: number;
  customer: string;
}

export interface Order extends NewOrder {
  status: Status;
}

/** The order in a request; undefined when there is none that we can take. */
export function parseOrder({ id, sku, quantity, customer }: Record<string, unknown>): NewOrder | undefined {
  const isQuantity = typeof quantity === "number" && Number.isInteger(quantity) && quantity >= 1 && quantity <= 1000;
  if (!isName(id) || !isName(sku) || !isQuantity) return undefined;
  if (typeof customer !== "string" || customer === "" || customer.length > 100) return undefined;
  return { id, sku, quantity, customer };
}

export function isSame(one: NewOrder, other: NewOrder): boolean {
  return one.sku === other.sku && one.quantity === other.quantity && one.customer === other.customer;
}

function isName(text: unknown): text is string {
  return typeof text === "string" && /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);
}
