import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { InvalidCommand, parseCommand } from "../command.ts";
import { apply } from "./account.ts";

const sqs = new SQSClient();

// #region handler
/** Messages of one customer come in order. After a failure nothing of that customer may be done before the failed message is. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  const stopped = new Set<string | undefined>();
  for (const record of event.Records) {
    const customer = record.attributes.MessageGroupId;
    if (!stopped.has(customer)) {
      try {
        await work(record);
        continue;
      } catch (error) {
        console.error(
          `message ${record.messageId} comes back, and the rest of ${customer} in this batch with it`,
          error,
        );
        stopped.add(customer);
      }
    }
    batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}
// #endregion

// #region work
async function work(record: SQSRecord): Promise<void> {
  try {
    await apply(parseCommand(record.body));
  } catch (error) {
    if (!(error instanceof InvalidCommand)) throw error;
    // It will not get better. Left to maxReceiveCount it would block its customer, and take along to the dead-letter queue what was received with it.
    await setAside(record, error);
  }
}

async function setAside({ body, messageId, attributes }: SQSRecord, { message }: InvalidCommand): Promise<void> {
  console.error(`message ${messageId} is set aside: ${message}`);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env["DEAD_LETTER_QUEUE_URL"],
      MessageBody: body,
      MessageGroupId: attributes.MessageGroupId,
      MessageDeduplicationId: messageId,
      MessageAttributes: { reason: { DataType: "String", StringValue: message } },
    }),
  );
}
// #endregion
