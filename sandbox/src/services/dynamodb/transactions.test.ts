import type { TransactWriteItem, TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
let TableName: string;
let other: string;

beforeAll(async () => {
  at = await startTestDatabase();
  TableName = await at.table({ sort: null });
  other = await at.table({ sort: null });
});
afterAll(() => at.stop());

const id = (S: string) => ({ pk: { S } });
const write = (TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsCommandInput> = {}) =>
  at.db.transactWriteItems({ TransactItems, ...more });
const read = async (name: string, table = TableName) => (await at.db.getItem({ TableName: table, Key: id(name) })).Item;

test("all four actions, over two tables, at twice the price", async () => {
  await at.db.putItem({ TableName, Item: { ...id("counter"), n: { N: "1" } } });
  await at.db.putItem({ TableName: other, Item: id("old") });
  const answer = await write(
    [
      { Put: { TableName, Item: { ...id("new"), v: { S: "x" } } } },
      {
        Update: {
          TableName,
          Key: id("counter"),
          UpdateExpression: "ADD n :one",
          ExpressionAttributeValues: { ":one": { N: "1" } },
        },
      },
      { ConditionCheck: { TableName, Key: id("absent"), ConditionExpression: "attribute_not_exists(pk)" } },
      { Delete: { TableName: other, Key: id("old") } },
    ],
    { ReturnConsumedCapacity: "TOTAL" },
  );

  expect(answer.ConsumedCapacity).toEqual([
    { TableName, CapacityUnits: 6, WriteCapacityUnits: 6 },
    { TableName: other, CapacityUnits: 2, WriteCapacityUnits: 2 },
  ]);
  expect(await read("new")).toEqual({ ...id("new"), v: { S: "x" } });
  expect(await read("counter")).toEqual({ ...id("counter"), n: { N: "2" } });
  expect(await read("absent")).toBeUndefined();
  expect(await read("old", other)).toBeUndefined();
});

test("one failed condition cancels all, with a reason for each (test_transaction_write_canceled)", async () => {
  const Item = { ...id("taken"), owner: { S: "ann" } };
  await at.db.putItem({ TableName, Item });
  const failure = await write([
    {
      Put: {
        TableName,
        Item: id("taken"),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    { Put: { TableName, Item: id("never written") } },
  ]).catch((error) => error);

  expect([failure.name, failure.message]).toEqual([
    "TransactionCanceledException",
    "Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]",
  ]);
  expect(failure.CancellationReasons).toEqual([
    { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item },
    { Code: "None" },
  ]);
  expect(await read("taken")).toEqual(Item);
  expect(await read("never written")).toBeUndefined();
});

test("what is wrong with the data is a ValidationError reason", async () => {
  await at.db.putItem({ TableName, Item: { ...id("text"), n: { S: "no number" } } });
  const failure = await write([
    { Put: { TableName, Item: id("first") } },
    {
      Update: {
        TableName,
        Key: id("text"),
        UpdateExpression: "SET n = n + :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      },
    },
  ]).catch((error) => error);

  expect(failure.CancellationReasons).toEqual([
    { Code: "None" },
    { Code: "ValidationError", Message: "An operand in the update expression has an incorrect data type" },
  ]);
  expect(await read("first")).toBeUndefined();
});

test("requests that cannot be transactions are refused as a whole", async () => {
  const put = { Put: { TableName, Item: id("same") } };
  expect(await refusal(write([put, { Delete: { TableName, Key: id("same") } }]))).toBe(
    "ValidationException: Transaction request cannot include multiple operations on one item",
  );
  expect(await refusal(write([{ ...put, Delete: { TableName, Key: id("x") } }]))).toBe(
    "ValidationException: TransactItems can only contain one of Check, Put, Update or Delete",
  );
  expect(await refusal(write([{ Put: { TableName: "nowhere", Item: id("x") } }]))).toBe(
    "ResourceNotFoundException: Requested resource not found",
  );
  expect(await refusal(write([{ Update: { TableName, Key: id("x"), UpdateExpression: "SET" } }]))).toBe(
    'ValidationException: Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"',
  );
  expect(
    await refusal(write(Array.from({ length: 101 }, (_, n) => ({ Put: { TableName, Item: id(`${n}`) } })))),
  ).toContain("at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100");
});

test("a token makes a repeated request do nothing, and stands for one request only (test_dynamodb_idempotent_writing)", async () => {
  const add = (by: string) => [
    {
      Update: {
        TableName,
        Key: id("idempotent"),
        UpdateExpression: "ADD n :by",
        ExpressionAttributeValues: { ":by": { N: by } },
      },
    },
  ];
  await write(add("1"), { ClientRequestToken: "token" });
  const again = await write(add("1"), { ClientRequestToken: "token", ReturnConsumedCapacity: "TOTAL" });
  expect(again.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  expect((await read("idempotent"))!["n"]).toEqual({ N: "1" });
  expect(await refusal(write(add("2"), { ClientRequestToken: "token" }))).toContain(
    "IdempotentParameterMismatchException",
  );

  // A timer beyond the ten minutes, to have somewhere to jump to.
  const expires = { N: String(Math.ceil(Date.now() / 1000) + 700) };
  await at.db.updateTimeToLive({
    TableName: other,
    TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
  });
  await at.db.putItem({ TableName: other, Item: { ...id("timer"), expires } });
  await eventually(async () => {
    await at.jump(5000);
    expect(await read("timer", other)).toBeUndefined();
  });
  await write(add("1"), { ClientRequestToken: "token" });
  expect((await read("idempotent"))!["n"]).toEqual({ N: "2" });
});

test("TransactGetItems reads over tables, in order (test_transact_get_items)", async () => {
  await at.db.putItem({ TableName, Item: { ...id("one"), a: { S: "a" }, b: { S: "b" } } });
  await at.db.putItem({ TableName: other, Item: id("two") });
  const answer = await at.db.transactGetItems({
    TransactItems: [
      { Get: { TableName: other, Key: id("two") } },
      { Get: { TableName, Key: id("absent") } },
      { Get: { TableName, Key: id("one"), ProjectionExpression: "b" } },
    ],
    ReturnConsumedCapacity: "TOTAL",
  });
  expect(answer.Responses).toEqual([{ Item: id("two") }, {}, { Item: { b: { S: "b" } } }]);
  expect(answer.ConsumedCapacity).toEqual([
    { TableName: other, CapacityUnits: 2, ReadCapacityUnits: 2 },
    { TableName, CapacityUnits: 4, ReadCapacityUnits: 4 },
  ]);
});
