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
  if ((await claim(order.orderId, deadline)) === "done") return;

  // TODO 3: whoever takes over after a crash cannot know whether the order is charged already. The provider can: see payment.ts.
  const chargeId = await charge(order);

  await complete(order, chargeId);
}
// #endregion
