import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

// Provided: nothing to do here.

/** Stores each message under its id, exactly as it came. A message that comes twice is stored once, because it has the same id. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of Records) {
    try {
      await store(record);
    } catch (error) {
      console.error("not stored", record.messageId, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function store({ messageId, body, messageAttributes }: SQSRecord): Promise<void> {
  const attributes = Object.fromEntries(
    Object.entries(messageAttributes).map(([name, { stringValue }]) => [name, stringValue]),
  );
  const Item = { id: messageId, body, attributes };
  await dynamo.send(new PutCommand({ TableName: process.env["TABLE_NAME"], Item }));
}
