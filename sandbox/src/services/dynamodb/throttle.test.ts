import { afterAll, beforeAll, expect, test } from "vitest";
import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import { refusal, startTestDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let db: DynamoDB;
beforeAll(async () => {
  database = await startTestDatabase();
  ({ db } = database);
});
afterAll(() => database.stop());

const ONE = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const TABLE_EXCEEDED =
  "ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API";
const provisioned = (more: object = {}) =>
  database.table({ sort: null, BillingMode: "PROVISIONED", ProvisionedThroughput: ONE, ...more });

/** An item that costs about so many write units. */
const item = (pk: string, units: number, more: object = {}) => ({
  pk: { S: pk },
  data: { S: "x".repeat(1024 * (units - 1)) },
  ...more,
});

test("a table lives on 300 seconds of unused capacity, then refuses until the clock has given it some", async () => {
  const TableName = await provisioned();
  await db.putItem({ TableName, Item: item("a", 350) });

  const error = await db.putItem({ TableName, Item: item("b", 1) }).catch((reason: unknown) => reason);
  expect(await refusal(Promise.reject(error as Error))).toBe(TABLE_EXCEEDED);
  const { TableArn } = (await db.describeTable({ TableName })).Table!;
  expect(error).toMatchObject({
    ThrottlingReasons: [{ reason: "TableWriteProvisionedThroughputExceeded", resource: TableArn }],
  });
  await db.getItem({ TableName, Key: { pk: { S: "a" } } });

  const seconds = await database.jump(60);
  expect(seconds).toBeGreaterThan(45);
  expect(seconds).toBeLessThan(51);
  await db.putItem({ TableName, Item: item("b", 1) });
});

test("reads are counted apart from writes", async () => {
  const TableName = await provisioned();
  await db.putItem({ TableName, Item: item("a", 250) });
  let refused = "";
  // 62.5 units each.
  for (let reads = 0; reads < 6 && !refused.startsWith("Provisioned"); reads++)
    refused = await refusal(db.getItem({ TableName, Key: { pk: { S: "a" } }, ConsistentRead: true }));
  expect(refused).toBe(TABLE_EXCEEDED);
  expect(
    await refusal(
      db.query({ TableName, KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "a" } } }),
    ),
  ).toBe(TABLE_EXCEEDED);
});

test("a global index that has no units left holds up the writes that touch it", async () => {
  const TableName = await provisioned({
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1000 },
    AttributeDefinitions: [{ AttributeName: "kind", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-kind",
        KeySchema: [{ AttributeName: "kind", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
        ProvisionedThroughput: ONE,
      },
    ],
  });
  await db.putItem({ TableName, Item: item("a", 350, { kind: { S: "k" } }) });
  expect(await refusal(db.putItem({ TableName, Item: item("b", 1, { kind: { S: "k" } }) }))).toBe(
    "ProvisionedThroughputExceededException: The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API",
  );
  await db.putItem({ TableName, Item: item("b", 1) });
});

test("batches give back what they could not do; transactions are canceled", async () => {
  const TableName = await provisioned();
  const put = (pk: string, units: number) => ({ PutRequest: { Item: item(pk, units) } });
  const { UnprocessedItems } = await db.batchWriteItem({
    RequestItems: { [TableName]: [put("a", 350), put("b", 1)] },
  });
  expect(UnprocessedItems![TableName]!.map(({ PutRequest }) => PutRequest!.Item!["pk"])).toEqual([{ S: "b" }]);
  expect(await refusal(db.batchWriteItem({ RequestItems: { [TableName]: [put("b", 1)] } }))).toBe(TABLE_EXCEEDED);
  const canceled = await db
    .transactWriteItems({ TransactItems: [{ Put: { TableName, Item: item("c", 1) } }] })
    .catch((reason: unknown) => reason);
  expect(canceled).toMatchObject({
    message:
      "Transaction cancelled, please refer cancellation reasons for specific reasons [ProvisionedThroughputExceeded]",
  });
});

test("tables on demand are not held up", async () => {
  const TableName = await database.table({ sort: null });
  for (const pk of ["a", "b", "c"]) await db.putItem({ TableName, Item: item(pk, 390) });
});

test("requests that overlap with a transaction are in conflict with it", async () => {
  const TableName = await database.table({ sort: null });
  const increment = {
    Update: {
      TableName,
      Key: { pk: { S: "counter" } },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    },
  };
  const send = () => refusal(db.transactWriteItems({ TransactItems: [increment] }));
  const outcomes: string[] = [];
  // Whether two requests overlap is up to the network: once in ten rounds of twelve they do.
  for (let round = 0; round < 10 && !outcomes.some((outcome) => outcome !== "not refused"); round++)
    outcomes.push(...(await Promise.all(Array.from({ length: 12 }, send))));
  const done = outcomes.filter((outcome) => outcome === "not refused").length;
  const conflict =
    "TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict]";
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(outcomes.length);
  expect(new Set(outcomes)).toEqual(new Set(["not refused", conflict]));
  const { Item } = await db.getItem({ TableName, Key: { pk: { S: "counter" } } });
  expect(Item!["n"]).toEqual({ N: String(done) });
});
