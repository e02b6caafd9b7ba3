import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env["LEDGER_TABLE"];

// Provided: nothing to do here. It stands for a service of somebody else, so it can be slow and it can fail. The checks tell it when.

interface Booking {
  shop: string;
  /** The day whose sales are booked: "2026-11-20". */
  day: string;
  /** Two bookings with one key are one booking: the first. Without a key each call books. */
  key?: string;
}

interface Wish {
  day?: string;
  failsBefore?: boolean;
  failsAfter?: boolean;
  takesMs?: number;
}

export async function handler({ shop, day, key }: Booking): Promise<{ booked: string }> {
  const wish = await wishFor(shop, day);
  await write(shop, `call#${new Date().toISOString()}#${randomUUID()}`, { day, key });
  if (wish.failsBefore) throw new Error(`Accounting is closed for ${day}`);

  await bookOnce(shop, key ?? randomUUID(), day);
  if (wish.takesMs) await setTimeout(wish.takesMs);
  if (wish.failsAfter) throw new Error(`Accounting lost its line after ${day}`);
  return { booked: day };
}

async function wishFor(shop: string, day: string): Promise<Wish> {
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { shop, entry: "wish" }, ConsistentRead: true }));
  const wish = (Item ?? {}) as Wish;
  return wish.day === undefined || wish.day === day ? wish : {};
}

async function bookOnce(shop: string, key: string, day: string): Promise<void> {
  try {
    const Item = { shop, entry: `booking#${key}`, day };
    await dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(entry)" }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function write(shop: string, entry: string, details: object): Promise<void> {
  await dynamo.send(new PutCommand({ TableName, Item: { shop, entry, ...details } }));
}
