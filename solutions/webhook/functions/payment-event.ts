/** What the receiver puts into the queue. The id is the sender's: it stays the same when the event is sent again. */
export interface QueuedDelivery {
  id: string;
  /** The body as it was signed. Nobody has looked into it yet. */
  payload: string;
}

export interface Payment {
  account: string;
  cents: number;
}

/** The payment in a payload; undefined for the other types of event that the provider sends. Throws when it is not an event. */
export function parsePayment(payload: string): Payment | undefined {
  const { type, data } = JSON.parse(payload) as { type?: unknown; data?: Partial<Payment> };
  if (type !== "payment.succeeded") return undefined;
  const { account, cents } = data ?? {};
  if (typeof account !== "string" || !Number.isSafeInteger(cents)) throw new Error("not a payment");
  return { account, cents: cents! };
}
