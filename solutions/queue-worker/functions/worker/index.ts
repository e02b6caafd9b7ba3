import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { parseOrder } from "../order.ts";
import { charge } from "../payments.ts";

// #region handler
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  // One after the other: with two environments the provider never sees more than two calls at a time.
  for (const record of Records) {
    try {
      await chargeOrder(record);
    } catch (error) {
      // Named in the answer, this message stays in the queue, and Lambda deletes the others. An exception here would bring all of them back.
      batchItemFailures.push({ itemIdentifier: record.messageId });
      const { name, message } = error as Error;
      const attempt = record.attributes.ApproximateReceiveCount;
      console.error(JSON.stringify({ messageId: record.messageId, attempt, error: `${name}: ${message}` }));
    }
  }
  return { batchItemFailures };
}
// #endregion

// #region charge-order
async function chargeOrder({ body }: SQSRecord): Promise<void> {
  const { id, amount } = parseOrder(body);
  // The order's id, not the message's: an order that the shop sends again comes in a message with another id.
  const { status } = await charge({ idempotencyKey: id, orderId: id, amount });
  if (status !== "charged") throw new Error(`Order ${id} was not charged: ${status}`);
}
// #endregion
