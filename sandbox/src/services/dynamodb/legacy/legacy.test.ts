import type { Condition, DynamoDB, PutItemCommandInput, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusal, startTestDatabase, type TestDatabase } from "../testing.ts";

// Semantics: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html (2026-11).
type Conditions = Record<string, Condition>;

let database: TestDatabase;
let db: DynamoDB;
let TableName: string;
beforeAll(async () => {
  database = await startTestDatabase();
  ({ db } = database);
  TableName = await database.table();
  for (const n of [1, 2, 3, 4])
    await db.putItem({
      TableName,
      Item: { pk: { S: "p" }, sk: { S: `s${n}` }, n: { N: String(n) }, name: { S: `item ${n}` }, tags: { SS: ["a"] } },
    });
});
afterAll(() => database.stop());

const Key = (sk: string, pk = "p") => ({ pk: { S: pk }, sk: { S: sk } });
const FAILED = "ConditionalCheckFailedException: The conditional request failed";
const INVALID = "ValidationException: One or more parameter values were invalid:";

describe("Expected", () => {
  test("compares attributes in both of its forms", async () => {
    const put = (Expected: PutItemCommandInput["Expected"], more: object = {}) =>
      refusal(db.putItem({ TableName, Item: { ...Key("e"), v: { N: "1" } }, Expected, ...more }));
    expect(await put({ pk: { Exists: false } })).toBe("not refused");
    expect(await put({ pk: { Exists: false } })).toBe(FAILED);
    expect(await put({ v: { Value: { N: "1" } } })).toBe("not refused");
    expect(await put({ v: { Value: { N: "2" } } })).toBe(FAILED);
    expect(await put({ v: { ComparisonOperator: "BETWEEN", AttributeValueList: [{ N: "0" }, { N: "2" }] } })).toBe(
      "not refused",
    );
    expect(await put({ v: { ComparisonOperator: "NULL" } })).toBe(FAILED);
    const either: PutItemCommandInput["Expected"] = {
      v: { Value: { N: "9" } },
      pk: { ComparisonOperator: "BEGINS_WITH", Value: { S: "p" } },
    };
    expect(await put(either)).toBe(FAILED);
    expect(await put(either, { ConditionalOperator: "OR" })).toBe("not refused");
  });

  test("is refused where it says nothing or too much", async () => {
    const cases: [object, string][] = [
      [{ v: {} }, `${INVALID} Value must be provided when Exists is null for Attribute: v`],
      [{ v: { Exists: true } }, `${INVALID} Value must be provided when Exists is true for Attribute: v`],
      [
        { v: { Exists: false, Value: { N: "1" } } },
        `${INVALID} Value cannot be used when Exists is false for Attribute: v`,
      ],
      [
        { v: { ComparisonOperator: "EQ" } },
        `${INVALID} Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: v`,
      ],
      [
        { v: { ComparisonOperator: "EQ", AttributeValueList: [] } },
        `${INVALID} Invalid number of argument(s) for the EQ ComparisonOperator`,
      ],
      [
        { v: { ComparisonOperator: "LT", AttributeValueList: [{ SS: ["a"] }] } },
        `${INVALID} ComparisonOperator LT is not valid for SS AttributeValue type`,
      ],
    ];
    for (const [Expected, message] of cases)
      expect(await refusal(db.deleteItem({ TableName, Key: Key("e"), Expected: Expected as never }))).toBe(message);
    expect(await refusal(db.deleteItem({ TableName, Key: Key("e"), ConditionalOperator: "OR" }))).toBe(
      "ValidationException: ConditionalOperator cannot be used without Filter or Expected",
    );
    const both = { Expected: { v: { Exists: false } }, ConditionExpression: "attribute_exists(pk)" };
    expect(await refusal(db.deleteItem({ TableName, Key: Key("e"), ...both }))).toBe(
      "ValidationException: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
    );
  });
});

test("AttributeUpdates puts, adds and deletes", async () => {
  const { Attributes } = await db.updateItem({
    TableName,
    Key: Key("u"),
    AttributeUpdates: {
      put: { Value: { S: "x" } },
      count: { Action: "ADD", Value: { N: "2" } },
      tags: { Action: "ADD", Value: { SS: ["a", "b"] } },
      list: { Action: "ADD", Value: { L: [{ N: "1" }] } },
    },
    ReturnValues: "ALL_NEW",
  });
  expect(Attributes).toEqual({
    ...Key("u"),
    put: { S: "x" },
    count: { N: "2" },
    tags: { SS: ["a", "b"] },
    list: { L: [{ N: "1" }] },
  });
  const changed = await db.updateItem({
    TableName,
    Key: Key("u"),
    AttributeUpdates: {
      put: { Action: "DELETE" },
      tags: { Action: "DELETE", Value: { SS: ["a"] } },
      list: { Action: "ADD", Value: { L: [{ N: "2" }] } },
      count: { Action: "ADD", Value: { N: "-1" } },
    },
    ReturnValues: "ALL_NEW",
  });
  expect(changed.Attributes).toEqual({
    ...Key("u"),
    count: { N: "1" },
    tags: { SS: ["b"] },
    list: { L: [{ N: "1" }, { N: "2" }] },
  });
  const update = (AttributeUpdates: UpdateItemCommandInput["AttributeUpdates"]) =>
    refusal(db.updateItem({ TableName, Key: Key("u"), AttributeUpdates }));
  expect(await update({ a: {} })).toBe(`${INVALID} Only DELETE action is allowed when no attribute value is specified`);
  expect(await update({ a: { Action: "ADD", Value: { S: "x" } } })).toBe(
    `${INVALID} ADD action is not supported for the type S`,
  );
  expect(await update({ a: { Action: "DELETE", Value: { N: "1" } } })).toBe(
    `${INVALID} DELETE action with value is not supported for the type N`,
  );
  expect(await update({ tags: { Action: "ADD", Value: { N: "1" } } })).toBe(
    "ValidationException: Type mismatch for attribute to update",
  );
});

describe("reads", () => {
  const hash: Conditions = { pk: { ComparisonOperator: "EQ", AttributeValueList: [{ S: "p" }] } };
  const keys = async (reading: Promise<{ Items?: { sk?: { S?: string } }[] }>) =>
    (await reading).Items!.map(({ sk }) => sk!.S);

  test("KeyConditions with QueryFilter and AttributesToGet", async () => {
    const KeyConditions: Conditions = {
      ...hash,
      sk: { ComparisonOperator: "BEGINS_WITH", AttributeValueList: [{ S: "s" }] },
    };
    const QueryFilter: Conditions = {
      n: { ComparisonOperator: "GE", AttributeValueList: [{ N: "2" }] },
      name: { ComparisonOperator: "NOT_CONTAINS", AttributeValueList: [{ S: "3" }] },
    };
    const AttributesToGet = ["sk"];
    const { Items } = await db.query({ TableName, KeyConditions, QueryFilter, AttributesToGet });
    expect(Items).toEqual([{ sk: { S: "s2" } }, { sk: { S: "s4" } }]);
    const query = (more: Conditions) => refusal(db.query({ TableName, KeyConditions: { ...hash, ...more } }));
    expect(await query({ sk: { ComparisonOperator: "NE", AttributeValueList: [{ S: "s" }] } })).toBe(
      "ValidationException: Attempted conditional constraint is not an indexable operation",
    );
    expect(await refusal(db.query({ TableName, KeyConditions, QueryFilter: hash }))).toBe(
      "ValidationException: QueryFilter can only contain non-primary key attributes: Primary key attribute: pk",
    );
  });

  test("ScanFilter and ConditionalOperator", async () => {
    const ScanFilter: Conditions = {
      n: { ComparisonOperator: "IN", AttributeValueList: [{ N: "1" }] },
      name: { ComparisonOperator: "CONTAINS", AttributeValueList: [{ S: "4" }] },
    };
    expect((await keys(db.scan({ TableName, ScanFilter, ConditionalOperator: "OR" }))).sort()).toEqual(["s1", "s4"]);
    expect(await keys(db.scan({ TableName, ScanFilter }))).toEqual([]);
  });

  test("AttributesToGet of GetItem and BatchGetItem", async () => {
    const AttributesToGet = ["n", "missing"];
    expect((await db.getItem({ TableName, Key: Key("s1"), AttributesToGet })).Item).toEqual({ n: { N: "1" } });
    const batch = await db.batchGetItem({ RequestItems: { [TableName]: { Keys: [Key("s2")], AttributesToGet } } });
    expect(batch.Responses![TableName]).toEqual([{ n: { N: "2" } }]);
    expect(await refusal(db.getItem({ TableName, Key: Key("s1"), AttributesToGet: ["n", "n"] }))).toBe(
      `${INVALID} Duplicate value in attribute name: n`,
    );
  });
});
