import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { parseCommand } from "../command.ts";
import { apply } from "./account.ts";

// #region handler
/** Right for a standard queue: each message for itself, all at once, and only what failed comes back. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  // TODO 3: messages of one customer in their order. After a failure nothing of that customer may be done before the failed message is.
  const results = await Promise.allSettled(event.Records.map(work));
  return {
    batchItemFailures: event.Records.filter((_, index) => results[index]!.status === "rejected").map(
      ({ messageId }) => ({ itemIdentifier: messageId }),
    ),
  };
}
// #endregion

// #region work
async function work(record: SQSRecord): Promise<void> {
  // TODO 5: an InvalidCommand will not get better. Set it aside in the dead-letter queue, and go on with the customer's other commands.
  await apply(parseCommand(record.body));
}
// #endregion
