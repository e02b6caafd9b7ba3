import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { BookingAnswer, BookingRequest } from "../parcels.ts";

// Given; nothing to change here. The carrier's side: the parcels it booked, and the moods that the checks give it.

const books = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env["BOOKS"];

export async function handler({ reference, orderId, country, label }: BookingRequest): Promise<BookingAnswer> {
  const mood = await nextMood(orderId);
  if (mood === "unavailable") return { status: "unavailable", reason: "The carrier is being maintained" };
  if (country === "AQ") return { status: "rejected", reason: `No delivery to ${country}` };
  await book(orderId, reference, label);
  if (mood === "lost-answer") return { status: "unavailable", reason: "The answer of the carrier was lost" };
  return { status: "booked" };
}

/** One parcel per reference. */
async function book(order: string, reference: string, label: string): Promise<void> {
  try {
    await books.send(
      new PutCommand({
        TableName,
        Item: { order, entry: `parcel#${reference}`, label },
        ConditionExpression: "attribute_not_exists(entry)",
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** The mood that a check has written for this order, as long as it lasts. */
async function nextMood(order: string): Promise<string | undefined> {
  try {
    const { Attributes } = await books.send(
      new UpdateCommand({
        TableName,
        Key: { order, entry: "mood" },
        UpdateExpression: "SET #left = #left - :one",
        ConditionExpression: "#left > :none",
        ExpressionAttributeNames: { "#left": "left" },
        ExpressionAttributeValues: { ":one": 1, ":none": 0 },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes?.["mood"] as string | undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
