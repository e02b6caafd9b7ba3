import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { Hopeless, labelOf, parseOrder } from "../order.ts";
import { bookParcel } from "../parcels.ts";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region handler
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of Records) {
    try {
      await shipOrSetAside(record);
    } catch (error) {
      logFailure(record, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

/** A dead letter carries no reason. This line is where a person finds it: by the message's id. */
function logFailure({ messageId, attributes, body }: SQSRecord, error: unknown): void {
  const attempt = Number(attributes.ApproximateReceiveCount);
  console.error(JSON.stringify({ messageId, attempt, reason: String(error), body }));
}
// #endregion

// #region set-aside
async function shipOrSetAside(record: SQSRecord): Promise<void> {
  try {
    await ship(record);
  } catch (error) {
    if (!(error instanceof Hopeless)) throw error;
    logFailure(record, error);
    // Only when this is written is the message done. If it throws, the message stays in the queue.
    const { messageId: id, body } = record;
    const Item = { id, body, reason: error.message, at: new Date().toISOString() };
    await dynamo.send(new PutCommand({ TableName: process.env["SET_ASIDE"], Item }));
  }
}
// #endregion

// #region ship
async function ship({ body }: SQSRecord): Promise<void> {
  const order = parseOrder(body);
  const { status, reason } = await bookParcel({
    reference: order.id, // not the message's id: a message that is moved back gets a new one
    orderId: order.id,
    country: order.address.country,
    label: labelOf(order),
  });
  if (status === "rejected") throw new Hopeless(`Rejected by the carrier: ${reason}`);
  if (status !== "booked") throw new Error(`Not booked, ${status}: ${reason}`);
}
// #endregion
