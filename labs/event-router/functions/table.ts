import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

// Provided: the table with the books, and with what the checks wish. Not part of the lab; leave it as it is.

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
export const TableName = process.env["BOOKS_TABLE"];

/** Whether something is to go wrong for this order now; counts down how often it still is. */
export async function isWished(pk: string, orderId: string): Promise<boolean> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName,
        Key: { pk, sk: orderId },
        UpdateExpression: "SET #times = #times - :one",
        ConditionExpression: "#times > :zero",
        ExpressionAttributeNames: { "#times": "times" },
        ExpressionAttributeValues: { ":one": 1, ":zero": 0 },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
