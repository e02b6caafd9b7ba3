import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { Payment } from "../payment-event.ts";

const KEEP_DAYS = 30;

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region credit
/** Adds the payment to the account, however often and wherever at once this event is handled. */
export async function creditOnce(eventId: string, { account, cents }: Payment): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1000) + KEEP_DAYS * 86_400;
  try {
    // Mark and effect in one step: there is no moment at which one of them is done and the other is not.
    await dynamo.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: process.env["EVENTS_TABLE"],
              Item: { eventId, expiresAt },
              ConditionExpression: "attribute_not_exists(eventId)",
            },
          },
          {
            Update: {
              TableName: process.env["ACCOUNTS_TABLE"],
              Key: { account },
              UpdateExpression: "ADD cents :cents",
              ExpressionAttributeValues: { ":cents": cents },
            },
          },
        ],
      }),
    );
  } catch (error) {
    if (!isAlreadyHandled(error)) throw error;
    console.log(`Event ${eventId} was handled before`);
  }
}

/** The mark was there. Another reason, for example a conflict with a transaction at the same moment, is none to stop: the message comes again. */
function isAlreadyHandled(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException && error.CancellationReasons?.[0]?.Code === "ConditionalCheckFailed"
  );
}
// #endregion
