import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Payment } from "../payment-event.ts";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region credit
/** Adds the payment to the account. */
export async function credit({ account, cents }: Payment): Promise<void> {
  // TODO 4: once for each event id, however often and wherever at once this runs for it.
  await dynamo.send(
    new UpdateCommand({
      TableName: process.env["ACCOUNTS_TABLE"],
      Key: { account },
      UpdateExpression: "ADD cents :cents",
      ExpressionAttributeValues: { ":cents": cents },
    }),
  );
}
// #endregion
