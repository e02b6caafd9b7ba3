import { setTimeout as sleep } from "node:timers/promises";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ChargeAnswer, ChargeRequest } from "../payments.ts";

// Given; nothing to change here. The provider's side: what it charged, and the moods that the checks give it.

/** More calls at one time it refuses: that is in the contract. */
const CALLS_AT_ONCE = 3;

const SLOW_MS = 80;

const books = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env["BOOKS"];

export async function handler({ idempotencyKey, orderId, amount }: ChargeRequest): Promise<ChargeAnswer> {
  const calls = await add("provider", "calls", "open", 1);
  try {
    if (calls > CALLS_AT_ONCE) {
      await add(orderId, "refused", "times", 1);
      return { status: "too-many-calls" };
    }
    const mood = await nextMood(orderId);
    if (mood === "declined" || mood === "unavailable") return { status: mood };
    if (mood === "slow") await sleep(SLOW_MS);
    await charge(orderId, idempotencyKey, amount);
    return { status: "charged", abort: mood === "crash" };
  } finally {
    await add("provider", "calls", "open", -1);
  }
}

/** One charge per key: whoever repeats a call with the same key does not pay twice. */
async function charge(order: string, key: string, amount: number): Promise<void> {
  try {
    await books.send(
      new PutCommand({
        TableName,
        Item: { order, entry: `charge#${key}`, amount },
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

async function add(order: string, entry: string, counter: string, by: number): Promise<number> {
  const { Attributes } = await books.send(
    new UpdateCommand({
      TableName,
      Key: { order, entry },
      UpdateExpression: "ADD #counter :by",
      ExpressionAttributeNames: { "#counter": counter },
      ExpressionAttributeValues: { ":by": by },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return Attributes?.[counter] as number;
}
