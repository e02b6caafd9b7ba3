import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ChargeAnswer, ChargeRequest } from "../payment.ts";

// Provided, not to be changed. What its documentation says:
// - A charge takes about a tenth of a second. Each request charges, unless it carries an idempotency key that was used before: then it gets the first charge again.
// - A key protects a repetition. It does not protect two requests that are under way at the same moment: both may be charged.
// - Keys are forgotten after 24 hours.

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env["LEDGER_TABLE"];

const CHARGE_MS = 100;
const LONGEST_HOLD_MS = 5000;

/** What a check may ask for, in the item "faults" of an order: one for each request, in this order. */
type Fault = "throttled" | "hold" | "answer-lost" | "crash-before-charge" | "crash-after-charge" | "crash-after-write";

export async function handler(request: ChargeRequest): Promise<ChargeAnswer> {
  const { orderId, customer, amount, idempotencyKey } = request;
  const fault = await nextFault(orderId);
  if (fault === "throttled") throw named("ProviderThrottled", "Too many requests: not charged");
  if (fault === "crash-before-charge") return { crash: "now" };

  const earlier = idempotencyKey ? await read(`key ${idempotencyKey}`, "key") : undefined;
  let chargeId = earlier?.["chargeId"] as string | undefined;
  if (!chargeId) {
    await (fault === "hold" ? holdUntilReleased(orderId) : sleep(CHARGE_MS));
    chargeId = randomUUID();
    await write({ orderId, entry: `charge#${chargeId}`, customer, amount, idempotencyKey });
    if (idempotencyKey) await write({ orderId: `key ${idempotencyKey}`, entry: "key", chargeId });
  }

  if (fault === "answer-lost") throw named("ProviderUnreachable", "No answer: whether it was charged is not known");
  if (fault === "crash-after-charge") return { chargeId, crash: "now" };
  if (fault === "crash-after-write") return { chargeId, crash: "after the next write" };
  return { chargeId };
}

async function nextFault(orderId: string): Promise<Fault | undefined> {
  if (!(await read(orderId, "faults"))) return undefined;
  const { Attributes } = await dynamo.send(
    new UpdateCommand({
      TableName,
      Key: { orderId, entry: "faults" },
      UpdateExpression: "REMOVE faults[0]",
      ReturnValues: "ALL_OLD",
    }),
  );
  return (Attributes as { faults: Fault[] }).faults[0];
}

/** Takes as long as the item "held" is there, or five seconds. */
async function holdUntilReleased(orderId: string): Promise<void> {
  await write({ orderId, entry: "held" });
  for (let waited = 0; waited < LONGEST_HOLD_MS && (await read(orderId, "held")); waited += CHARGE_MS)
    await sleep(CHARGE_MS);
}

async function read(orderId: string, entry: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { orderId, entry }, ConsistentRead: true }));
  return Item;
}

async function write(Item: Record<string, unknown>): Promise<void> {
  await dynamo.send(new PutCommand({ TableName, Item }));
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
