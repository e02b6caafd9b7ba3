import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { labelOf, parseOrder } from "../order.ts";
import { bookParcel } from "../parcels.ts";

// #region handler
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of Records) {
    try {
      await ship(record);
    } catch {
      // TODO 1: who reads this at night knows that something failed. Which message was it, and why?
      console.error("Could not ship an order");
      // TODO 3: an attempt more does not help every message. Set aside what is hopeless, with its reason (SET_ASIDE names the table).
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
// #endregion

// #region ship
async function ship({ body, messageId }: SQSRecord): Promise<void> {
  const order = parseOrder(body);
  const { status } = await bookParcel({
    reference: messageId, // TODO 4: is it still the same when the message was moved back?
    orderId: order.id,
    country: order.address.country,
    label: labelOf(order),
  });
  if (status !== "booked") throw new Error("Not booked");
}
// #endregion
