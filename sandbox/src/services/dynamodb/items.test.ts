import type { AttributeValue, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
let TableName: string;

beforeAll(async () => {
  at = await startTestDatabase();
  TableName = await at.table();
});
afterAll(() => at.stop());

let keys = 0;
function newKey() {
  return { pk: { S: `key-${++keys}` }, sk: { S: "s" } };
}

const INVALID = "ValidationException: One or more parameter values were invalid:";

describe("PutItem and GetItem", () => {
  test("all types come back as they were stored", async () => {
    const Key = newKey();
    const Item: Record<string, AttributeValue> = {
      ...Key,
      string: { S: "é😀" },
      empty: { S: "" },
      number: { N: "-12.50" },
      binary: { B: new Uint8Array([0, 255]) },
      yes: { BOOL: true },
      nothing: { NULL: true },
      strings: { SS: ["b", "a"] },
      numbers: { NS: ["1", "2e2"] },
      binaries: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
      list: { L: [{ N: "1" }, { M: { x: { S: "y" } } }, { L: [] }] },
      map: { M: {} },
      constructor: { S: "not the constructor" },
    };
    await at.db.putItem({ TableName, Item });

    expect((await at.db.getItem({ TableName, Key })).Item).toEqual({
      ...Item,
      number: { N: "-12.5" },
      numbers: { NS: ["1", "200"] },
    });
  });

  test("ReturnValues ALL_OLD gives what was there, and nothing the first time (test_return_values_in_put_item)", async () => {
    const Item = { ...newKey(), data: { S: "foobar" } };
    expect((await at.db.putItem({ TableName, Item, ReturnValues: "ALL_OLD" })).Attributes).toBeUndefined();
    expect((await at.db.putItem({ TableName, Item, ReturnValues: "ALL_OLD" })).Attributes).toEqual(Item);
    expect(
      (await at.db.deleteItem({ TableName, Key: { pk: Item.pk, sk: Item.sk }, ReturnValues: "ALL_OLD" })).Attributes,
    ).toEqual(Item);
    expect((await at.db.getItem({ TableName, Key: { pk: Item.pk, sk: Item.sk } })).Item).toBeUndefined();
  });

  test.each<[string, Record<string, AttributeValue>, string]>([
    ["no key", {}, `${INVALID} Missing the key pk in the item`],
    ["no sort key", { pk: { S: "a" } }, `${INVALID} Missing the key sk in the item`],
    [
      "a key of another type",
      { pk: { N: "1" }, sk: { S: "s" } },
      `${INVALID} Type mismatch for key pk expected: S actual: N`,
    ],
    [
      "an empty key",
      { pk: { S: "" }, sk: { S: "s" } },
      "ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    ],
    [
      "a long hash key",
      { pk: { S: "x".repeat(2049) }, sk: { S: "s" } },
      `${INVALID} Size of hashkey has exceeded the maximum size limit of2048 bytes`,
    ],
    [
      "a long sort key",
      { pk: { S: "x" }, sk: { S: "x".repeat(1025) } },
      `${INVALID} Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
    ],
    ["an empty set", { ...newKey(), x: { SS: [] } }, `${INVALID} An string set  may not be empty`],
    ["an empty number set", { ...newKey(), x: { NS: [] } }, `${INVALID} An number set  may not be empty`],
    ["an empty binary set", { ...newKey(), x: { BS: [] } }, `${INVALID} Binary sets should not be empty`],
    ["duplicates", { ...newKey(), x: { SS: ["a", "a"] } }, `${INVALID} Input collection [a, a] contains duplicates.`],
    [
      "number duplicates",
      { ...newKey(), x: { NS: ["1", "1.0"] } },
      "ValidationException: Input collection contains duplicates",
    ],
    [
      "binary duplicates",
      { ...newKey(), x: { BS: [new Uint8Array([1]), new Uint8Array([1])] } },
      `${INVALID} Input collection [AQ==, AQ==]of type BS contains duplicates.`,
    ],
    [
      "a false NULL",
      { ...newKey(), x: { NULL: false } },
      `${INVALID} Null attribute value types must have the value of true`,
    ],
    [
      "no number",
      { ...newKey(), x: { N: "x" } },
      "ValidationException: The parameter cannot be converted to a numeric value: x",
    ],
    [
      "too many digits",
      { ...newKey(), x: { N: "1".repeat(39) } },
      "ValidationException: Attempting to store more than 38 significant digits in a Number",
    ],
    [
      "more than 400 KB",
      { ...newKey(), x: { S: "x".repeat(400 * 1024) } },
      "ValidationException: Item size has exceeded the maximum allowed size",
    ],
    ["33 levels", { ...newKey(), x: nested(33) }, "ValidationException: Nesting Levels have exceeded supported limits"],
  ])("%s is refused", async (_, Item, expected) => {
    expect(await refusal(at.db.putItem({ TableName, Item }))).toBe(expected);
  });

  test("32 levels and 400 KB are stored", async () => {
    await at.db.putItem({ TableName, Item: { ...newKey(), x: nested(32) } });
    const Item = { pk: { S: "p" }, sk: { S: "s" }, x: { S: "x".repeat(400 * 1024 - "pkpsksx".length) } };
    await at.db.putItem({ TableName, Item });
  });

  test.each<[string, Record<string, AttributeValue>]>([
    ["too few attributes", { pk: { S: "a" } }],
    ["too many", { pk: { S: "a" }, sk: { S: "a" }, x: { S: "a" } }],
    ["another type", { pk: { S: "a" }, sk: { N: "1" } }],
    ["another name", { pk: { S: "a" }, other: { S: "a" } }],
  ])("a Key with %s does not match the schema", async (_, Key) => {
    expect(await refusal(at.db.getItem({ TableName, Key }))).toBe(
      "ValidationException: The provided key element does not match the schema",
    );
  });

  test("a table that does not exist, and names that cannot be", async () => {
    const Key = newKey();
    expect(await refusal(at.db.getItem({ TableName: "nowhere", Key }))).toBe(
      "ResourceNotFoundException: Requested resource not found",
    );
    expect(await refusal(at.db.getItem({ TableName: "/bad", Key }))).toBe(
      "ValidationException: 1 validation error detected: Value '/bad' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    );
  });

  test("a table may be named by its ARN", async () => {
    const Key = newKey();
    const arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
    await at.db.putItem({ TableName: arn, Item: Key });
    expect((await at.db.getItem({ TableName: arn, Key })).Item).toEqual(Key);
    expect(await refusal(at.db.getItem({ TableName: arn.replace("us-east-1", "eu-west-1"), Key }))).toContain(
      "NotEmulated",
    );
  });

  test("enumerations are checked", async () => {
    const call = at.db.putItem({ TableName, Item: newKey(), ReturnValues: "SOME" as never });
    expect(await refusal(call)).toBe(
      "ValidationException: 1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
    );
    expect(await refusal(at.db.putItem({ TableName, Item: newKey(), ReturnValues: "ALL_NEW" }))).toBe(
      "ValidationException: Return values set to invalid value",
    );
  });
});

function nested(levels: number): AttributeValue {
  return levels === 0 ? { S: "deep" } : { L: [nested(levels - 1)] };
}

describe("conditions", () => {
  test("a write whose condition fails changes nothing and may return the item (test_return_values_on_conditions_check_failure)", async () => {
    const Item = { ...newKey(), price: { N: "650" } };
    await at.db.putItem({ TableName, Item });
    const failure = await at.db
      .deleteItem({
        TableName,
        Key: { pk: Item.pk, sk: Item.sk },
        ConditionExpression: "price < :p",
        ExpressionAttributeValues: { ":p": { N: "100" } },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      })
      .catch((error) => error);

    expect([failure.name, failure.message, failure.Item, failure.$metadata.httpStatusCode]).toEqual([
      "ConditionalCheckFailedException",
      "The conditional request failed",
      Item,
      400,
    ]);
    const without = await at.db
      .putItem({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" })
      .catch((error) => error);
    expect([without.name, without.Item]).toEqual(["ConditionalCheckFailedException", undefined]);
    expect((await at.db.getItem({ TableName, Key: { pk: Item.pk, sk: Item.sk } })).Item).toEqual(Item);
  });

  test("keys cannot be looked into", async () => {
    expect(
      await refusal(at.db.putItem({ TableName, Item: newKey(), ConditionExpression: "attribute_exists(pk.x)" })),
    ).toBe(
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
    );
  });

  test("placeholders must all be used", async () => {
    const call = at.db.putItem({
      TableName,
      Item: newKey(),
      ConditionExpression: "attribute_not_exists(pk)",
      ExpressionAttributeNames: { "#a": "a" },
    });
    expect(await refusal(call)).toBe(
      "ValidationException: Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
    );
  });
});

describe("UpdateItem", () => {
  const update = (input: Partial<UpdateItemCommandInput>) => at.db.updateItem({ TableName, Key: newKey(), ...input });

  test("makes an item that is not there, but not by taking away", async () => {
    const Key = newKey();
    await update({ Key, UpdateExpression: "REMOVE a" });
    expect((await at.db.getItem({ TableName, Key })).Item).toBeUndefined();
    await update({ Key });
    expect((await at.db.getItem({ TableName, Key })).Item).toEqual(Key);
    await update({ Key, UpdateExpression: "ADD visits :one", ExpressionAttributeValues: { ":one": { N: "1" } } });
    expect((await at.db.getItem({ TableName, Key })).Item).toEqual({ ...Key, visits: { N: "1" } });
  });

  test("ReturnValues", async () => {
    const Key = newKey();
    const before = { ...Key, a: { N: "1" }, m: { M: { x: { N: "1" }, y: { N: "2" } } } };
    const expected = {
      NONE: undefined,
      ALL_OLD: before,
      UPDATED_OLD: { a: { N: "1" }, m: { M: { x: { N: "1" } } } },
      ALL_NEW: { ...Key, a: { N: "2" }, m: { M: { x: { N: "5" }, y: { N: "2" } } }, b: { S: "b" } },
      UPDATED_NEW: { a: { N: "2" }, m: { M: { x: { N: "5" } } }, b: { S: "b" } },
    } as const;
    for (const [ReturnValues, attributes] of Object.entries(expected)) {
      await at.db.putItem({ TableName, Item: before });
      const answer = await update({
        Key,
        UpdateExpression: "SET a = a + :one, m.x = :five, b = :b",
        ExpressionAttributeValues: { ":one": { N: "1" }, ":five": { N: "5" }, ":b": { S: "b" } },
        ReturnValues: ReturnValues as keyof typeof expected,
      });
      expect(answer.Attributes, ReturnValues).toEqual(attributes);
    }
  });

  test("keys stay, and results are checked like items", async () => {
    expect(
      await refusal(update({ UpdateExpression: "SET sk = :x", ExpressionAttributeValues: { ":x": { S: "x" } } })),
    ).toBe(`${INVALID} Cannot update attribute sk. This attribute is part of the key`);
    const Key = newKey();
    const half = { S: "x".repeat(300 * 1024) };
    await at.db.putItem({ TableName, Item: { ...Key, a: half } });
    expect(
      await refusal(update({ Key, UpdateExpression: "SET b = :x", ExpressionAttributeValues: { ":x": half } })),
    ).toBe("ValidationException: Item size to update has exceeded the maximum allowed size");
  });
});

describe("batches", () => {
  test("BatchWriteItem puts and deletes, BatchGetItem reads over tables", async () => {
    const other = await at.table({ sort: null });
    const [a, b, c] = [newKey(), newKey(), newKey()];
    await at.db.putItem({ TableName, Item: c });
    const answer = await at.db.batchWriteItem({
      RequestItems: {
        [TableName]: [{ PutRequest: { Item: a } }, { PutRequest: { Item: b } }, { DeleteRequest: { Key: c } }],
        [other]: [{ PutRequest: { Item: { pk: { S: "x" }, v: { N: "1" } } } }],
      },
      ReturnConsumedCapacity: "TOTAL",
    });
    expect(answer.UnprocessedItems).toEqual({});
    expect(answer.ConsumedCapacity).toEqual([
      { TableName, CapacityUnits: 3 },
      { TableName: other, CapacityUnits: 1 },
    ]);

    const read = await at.db.batchGetItem({
      RequestItems: {
        [TableName]: { Keys: [a, b, c], ConsistentRead: true },
        [other]: { Keys: [{ pk: { S: "x" } }], ProjectionExpression: "v" },
      },
      ReturnConsumedCapacity: "TOTAL",
    });
    expect(read.Responses).toEqual({ [TableName]: [a, b], [other]: [{ v: { N: "1" } }] });
    expect(read.UnprocessedKeys).toEqual({});
    expect(read.ConsumedCapacity).toEqual([
      { TableName, CapacityUnits: 3 },
      { TableName: other, CapacityUnits: 0.5 },
    ]);
  });

  test("a batch with one bad item writes nothing (test_batch_write_not_matching_schema)", async () => {
    const good = newKey();
    const call = at.db.batchWriteItem({
      RequestItems: { [TableName]: [{ PutRequest: { Item: good } }, { PutRequest: { Item: { other: { S: "x" } } } }] },
    });
    expect(await refusal(call)).toBe("ValidationException: The provided key element does not match the schema");
    expect((await at.db.getItem({ TableName, Key: good })).Item).toBeUndefined();
  });

  test("duplicates, too many and unknown tables are refused", async () => {
    const put = { PutRequest: { Item: { pk: { S: "same" }, sk: { S: "s" } } } };
    const write = (RequestItems: Record<string, (typeof put)[]>) => refusal(at.db.batchWriteItem({ RequestItems }));
    expect(await write({ [TableName]: [put, put] })).toBe(
      "ValidationException: Provided list of item keys contains duplicates",
    );
    expect(await write({ nowhere: [put] })).toBe("ResourceNotFoundException: Requested resource not found");
    expect(await write({ [TableName]: Array.from({ length: 26 }, () => put) })).toContain(
      "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]",
    );
    expect(
      await write({ [TableName]: Array.from({ length: 20 }, () => put), other: Array.from({ length: 20 }, () => put) }),
    ).toBe("ValidationException: Too many items requested for the BatchWriteItem call");
    const Keys = Array.from({ length: 101 }, (_, n) => ({ pk: { S: String(n) }, sk: { S: "s" } }));
    expect(await refusal(at.db.batchGetItem({ RequestItems: { [TableName]: { Keys } } }))).toContain(
      `at 'requestItems.${TableName}.member.keys' failed to satisfy constraint: Member must have length less than or equal to 100`,
    );
    const twice = at.db.batchGetItem({ RequestItems: { [TableName]: { Keys: [Keys[0]!, Keys[0]!] } } });
    expect(await refusal(twice)).toBe("ValidationException: Provided list of item keys contains duplicates");
  });

  test("BatchGetItem stops at 16 MB and names the keys that are left", async () => {
    const Keys = Array.from({ length: 45 }, (_, n) => ({ pk: { S: `big-${n}` }, sk: { S: "s" } }));
    for (const key of Keys) await at.db.putItem({ TableName, Item: { ...key, x: { S: "x".repeat(390 * 1024) } } });
    const answer = await at.db.batchGetItem({ RequestItems: { [TableName]: { Keys } } });

    const read = answer.Responses![TableName]!.length;
    expect(read).toBe(43);
    expect(answer.UnprocessedKeys![TableName]!.Keys).toEqual(Keys.slice(read));
  });
});
