import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Order } from "../order.ts";
import { charge } from "../payment.ts";
import { claim, complete } from "./record.ts";

/** One message after the other. What fails is reported and comes back after the visibility timeout; the rest of the batch is done. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of event.Records) {
    try {
      // Lambda ends this invocation at the latest at that time. Whoever looks at our claim later knows that we are gone.
      await chargeOrder(JSON.parse(body) as Order, Date.now() + context.getRemainingTimeInMillis());
    } catch (error) {
      console.error(`message ${messageId} comes back`, error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

// #region charge-order
async function chargeOrder(order: Order, deadline: number): Promise<void> {
  // Throws while another consumer works on this order: its message must come back, because that consumer may still crash.
  if ((await claim(order.orderId, deadline)) === "done") return;

  // The id of the order and not of the message or the attempt: every repetition, for whatever reason, must carry the same key.
  const chargeId = await charge({ ...order, idempotencyKey: order.orderId });

  await complete(order, chargeId);
}
// #endregion
