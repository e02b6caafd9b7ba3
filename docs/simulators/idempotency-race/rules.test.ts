import { ConditionalCheckFailedException, DynamoDB, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../sandbox/src/testing.ts";
import { race, type Crash, type Happening, type Setup, type Strategy } from "./rules.ts";

const setup: Setup = { strategy: "read-first", gap: 20, work: 300, crash: "none", lease: 60_000, retry: 30_000 };
const charges = (changes: Partial<Setup>): number => race({ ...setup, ...changes }).charges;

describe("how often the customer pays", () => {
  test.each([
    ["nothing keeps them apart", { strategy: "none" }, 2],
    ["a read before the charge lets two through that come close together", { strategy: "read-first" }, 2],
    ["... and keeps a late one out", { strategy: "read-first", gap: 10_000 }, 1],
    ["a mark before the charge keeps two apart", { strategy: "mark-first" }, 1],
    ["... and loses the order of a worker that ends before the charge", { strategy: "mark-first", crash: "before" }, 0],
    ["a lock that ends gives the order to the next", { strategy: "lock", crash: "before" }, 1],
    ["... also when the charge was made already", { strategy: "lock", crash: "after" }, 2],
    ["a lock shorter than the work", { strategy: "lock", lease: 100, gap: 150 }, 2],
    ["a lock longer than all deliveries: nobody charges", { strategy: "lock", crash: "before", lease: 900_000 }, 0],
    ["the provider knows the key", { strategy: "lock-and-key", crash: "after" }, 1],
    ["charge and mark in one transaction", { strategy: "transaction", crash: "after", gap: 0 }, 1],
  ] as [string, Partial<Setup>, number][])("%s", (_, changes, expected) => {
    expect(charges(changes)).toBe(expected);
  });

  test("with a key or a transaction never twice, whatever the times are", () => {
    for (const strategy of ["lock-and-key", "transaction"] as const)
      for (const crash of ["none", "before", "after"] as const)
        for (const gap of [0, 4, 5, 6, 299, 300, 305, 310, 40_000])
          for (const lease of [10, 300, 60_000]) expect(charges({ strategy, crash, gap, lease })).toBe(1);
  });
});

describe("a table of the sandbox answers each step in the same way", () => {
  let sandbox: TestSandbox;
  let dynamo: DynamoDBDocument;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const client = new DynamoDB(sandbox.client());
    await client.createTable({
      TableName: "Orders",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    });
    dynamo = DynamoDBDocument.from(client);
  });
  afterAll(() => sandbox.stop());

  const strategies: Strategy[] = ["read-first", "mark-first", "lock", "lock-and-key", "transaction"];
  const crashes: Crash[] = ["none", "before", "after"];
  test.each(strategies.flatMap((strategy) => crashes.map((crash) => ({ strategy, crash }))))(
    "$strategy, crash $crash",
    async (changes) => {
      for (const gap of [0, 3, 20, 303, 10_000]) {
        const its = { ...setup, ...changes, gap, lease: 20_000 };
        const id = crypto.randomUUID();
        for (const happening of race(its).happenings)
          expect([happening, await answerOf(id, its, happening)]).toEqual([happening, happening.what]);
        const ledger = await dynamo.get({ TableName: "Orders", Key: { id: `${id} ledger` }, ConsistentRead: true });
        expect(ledger.Item?.["charges"] ?? 0).toBe(race(its).charges);
      }
    },
  );

  const charge = (id: string) => ({
    TableName: "Orders",
    Key: { id: `${id} ledger` },
    UpdateExpression: "ADD charges :one",
    ExpressionAttributeValues: { ":one": 1 },
  });

  /** Does the step that the rules tell of, and says what DynamoDB says. What has nothing to do with the table is believed. */
  async function answerOf(id: string, { strategy, lease }: Setup, { what, time }: Happening): Promise<string> {
    switch (what) {
      case "read-nothing":
      case "read-done": {
        const { Item } = await dynamo.get({ TableName: "Orders", Key: { id }, ConsistentRead: true });
        return Item ? "read-done" : "read-nothing";
      }
      case "claimed":
      case "taken-over":
      case "refused-done":
      case "refused-in-progress": {
        const isFinal = strategy === "mark-first";
        try {
          const { Attributes } = await dynamo.put({
            TableName: "Orders",
            Item: isFinal ? { id, state: "done" } : { id, state: "in-progress", until: time + lease },
            ConditionExpression: "attribute_not_exists(id) OR (#state = :inProgress AND #until <= :now)",
            ExpressionAttributeNames: { "#state": "state", "#until": "until" },
            ExpressionAttributeValues: { ":inProgress": "in-progress", ":now": time },
            ReturnValues: "ALL_OLD",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          });
          return Attributes ? "taken-over" : "claimed";
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          return `refused-${error.Item!["state"]!.S!}`;
        }
      }
      case "completed":
        await dynamo.put({ TableName: "Orders", Item: { id, state: "done" } });
        return what;
      case "charged":
        await dynamo.update(charge(id));
        return what;
      case "transacted":
      case "transaction-refused":
        try {
          await dynamo.transactWrite({
            TransactItems: [
              {
                Put: {
                  TableName: "Orders",
                  Item: { id, state: "done" },
                  ConditionExpression: "attribute_not_exists(id)",
                },
              },
              { Update: charge(id) },
            ],
          });
          return "transacted";
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          return "transaction-refused";
        }
      default:
        return what;
    }
  }
});
