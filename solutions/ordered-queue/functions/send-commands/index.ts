import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Command } from "../command.ts";

const sqs = new SQSClient();
const MOST_ENTRIES = 10;

/** Puts the commands of a shop into the queue, in their order. The shop calls again when it gets no answer. */
export async function handler({ commands }: { commands: Command[] }): Promise<{ sent: number }> {
  for (let at = 0; at < commands.length; at += MOST_ENTRIES) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: process.env["QUEUE_URL"],
        Entries: commands.slice(at, at + MOST_ENTRIES).map(entryOf),
      }),
    );
    // A batch may fail in part. What was accepted stays so; the repetition of the rest is the shop's.
    if (Failed.length > 0) throw new Error(`not sent: ${Failed.map(({ Message }) => Message).join(", ")}`);
  }
  return { sent: commands.length };
}

// #region entry
function entryOf(command: Command, index: number) {
  return {
    Id: String(index),
    MessageBody: JSON.stringify(command),
    // What must stay in order, and nothing more: customers do not wait for each other.
    MessageGroupId: command.customer,
    // The same in each repetition, different for each command. Customers have equal numbers, so the number alone would do only within a group.
    MessageDeduplicationId: `${command.customer}-${command.number}`,
  };
}
// #endregion
