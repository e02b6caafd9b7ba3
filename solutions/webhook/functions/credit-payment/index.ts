import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { parsePayment, type QueuedDelivery } from "../payment-event.ts";
import { creditOnce } from "./credit.ts";

// #region handler
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of Records) {
    try {
      const { id, payload } = JSON.parse(body) as QueuedDelivery;
      const payment = parsePayment(payload);
      if (payment) await creditOnce(id, payment);
    } catch (error) {
      // Only this message comes again, and in the end it lies in the dead-letter queue. Its neighbours are done.
      console.error(`Message ${messageId} failed:`, error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
// #endregion
