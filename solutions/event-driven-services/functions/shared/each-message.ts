import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

/** A Lambda handler that gives the messages of a batch to `handle`, as parsed JSON. What `handle` throws at comes back to the queue, and only that. */
export function eachMessage(handle: (event: unknown) => Promise<void>) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    // One after the other: orders of one batch are often for the same goods, and transactions on one item at one time cancel each other.
    for (const { messageId, body } of Records)
      try {
        await handle(JSON.parse(body));
      } catch (error) {
        console.error(error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    return { batchItemFailures };
  };
}
