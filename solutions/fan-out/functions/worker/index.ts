import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { putOnDesk } from "../desk.ts";
import type { OrderEvent } from "../order-event.ts";

const TEAM = process.env["TEAM"]!;

// #region worker
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const outcomes = await Promise.allSettled(Records.map(({ body }) => work(body)));

  // Only what failed comes back to the queue. An exception here would send the whole batch back.
  const batchItemFailures = outcomes.flatMap((outcome, index) => {
    if (outcome.status === "fulfilled") return [];
    console.error(outcome.reason);
    return [{ itemIdentifier: Records[index]!.messageId }];
  });
  return { batchItemFailures };
}

async function work(body: string): Promise<void> {
  const event = JSON.parse(body) as OrderEvent; // raw delivery: the body is the event
  // The key is the event's own id. The id of the message is another one each time that the event is sent.
  await putOnDesk(TEAM, event.id, event);
}
// #endregion
