import type { AttributeValue, ExecuteStatementCommandInput } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusal, startTestDatabase, type TestDatabase } from "../testing.ts";

// Language: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html (2026-11).
let database: TestDatabase;
let db: DynamoDB;
let table: string;

beforeAll(async () => {
  database = await startTestDatabase();
  ({ db } = database);
  table = await database.table({
    AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-owner",
        KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  for (const [pk, sk, n] of [
    ["a", "1", 1],
    ["a", "2", 2],
    ["a", "3", 3],
    ["b", "1", 4],
  ] as const)
    await run(
      `INSERT INTO "${table}" VALUE {'pk': ?, 'sk': ?, 'n': ${n}, 'owner': 'ann', 'deep': {'marks': [1, {'x': 'y'}]}}`,
      [{ S: pk }, { S: sk }],
    );
});
afterAll(() => database.stop());

const run = (Statement: string, Parameters?: AttributeValue[], more: Partial<ExecuteStatementCommandInput> = {}) =>
  db.executeStatement({ Statement, ...(Parameters && { Parameters }), ...more });

async function keys(statement: string, parameters?: AttributeValue[]): Promise<string[]> {
  const { Items } = await run(statement, parameters);
  return Items!.map(({ pk, sk }) => `${pk!.S}${sk!.S}`);
}

const item = async (pk: string, sk: string) =>
  (await db.getItem({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } })).Item;

describe("SELECT", () => {
  test("reads by key, by range, by list and by index", async () => {
    const from = `SELECT * FROM "${table}"`;
    expect(await keys(`${from} WHERE pk = 'a' AND sk = '2'`)).toEqual(["a2"]);
    expect(await keys(`${from} WHERE pk = ? AND sk >= ?`, [{ S: "a" }, { S: "2" }])).toEqual(["a2", "a3"]);
    expect(await keys(`${from} WHERE pk = 'a' AND sk BETWEEN '1' AND '2' ORDER BY sk DESC`)).toEqual(["a2", "a1"]);
    expect(await keys(`${from} WHERE pk IN ['a', 'b'] AND sk = '1' ORDER BY pk DESC`)).toEqual(["b1", "a1"]);
    expect(await keys(`${from} WHERE pk = 'b' OR pk = 'a' AND n > 2`)).toEqual(["b1", "a3"]);
    expect((await keys(`${from}."by-owner" WHERE "owner" = 'ann' AND n < 3`)).sort()).toEqual(["a1", "a2"]);
    expect((await keys(`${from};`)).length).toBe(4);
  });

  test("knows the functions and the other conditions", async () => {
    const where = `SELECT * FROM "${table}" WHERE pk = 'a' AND`;
    expect(await keys(`${where} begins_with(sk, '2')`)).toEqual(["a2"]);
    expect(await keys(`${where} NOT (n = 1 OR n IN (3))`)).toEqual(["a2"]);
    expect(await keys(`${where} missing_one IS MISSING AND n <> 1 AND n != 2`)).toEqual(["a3"]);
    expect(await keys(`${where} n IS NOT MISSING AND n IS NUMERIC AND attribute_type("n", 'N') AND n <= 1`)).toEqual([
      "a1",
    ]);
    expect(
      await keys(`${where} size(deep.marks) = 2 AND contains("owner", 'nn') AND deep.marks[0] = 1 AND sk = '3'`),
    ).toEqual(["a3"]);
  });

  test("names what it projects by the last part of the path", async () => {
    const { Items } = await run(`SELECT n, deep.marks[1].x FROM "${table}" WHERE pk = 'a' AND sk = '1'`);
    expect(Items).toEqual([{ n: { N: "1" }, x: { S: "y" } }]);
  });

  test("goes on with NextToken, for the same statement only", async () => {
    const statement = `SELECT sk FROM "${table}" WHERE pk = 'a'`;
    const first = await run(statement, undefined, { Limit: 2 });
    expect(first).toMatchObject({
      Items: [{ sk: { S: "1" } }, { sk: { S: "2" } }],
      LastEvaluatedKey: { pk: { S: "a" }, sk: { S: "2" } },
    });
    const NextToken = first.NextToken!;
    const second = await run(statement, undefined, { NextToken });
    expect(second.Items).toEqual([{ sk: { S: "3" } }]);
    expect(second.NextToken).toBeUndefined();
    expect(await refusal(run(`${statement} AND n > 0`, undefined, { NextToken }))).toBe(
      "ValidationException: NextToken does not match request",
    );
    expect(await refusal(run(statement, undefined, { NextToken: "x" }))).toBe("ValidationException: Invalid NextToken");
  });

  test("counts the capacity of a query, not of a scan", async () => {
    const { ConsumedCapacity } = await run(`SELECT * FROM "${table}" WHERE pk = 'a'`, undefined, {
      ReturnConsumedCapacity: "TOTAL",
    });
    expect(ConsumedCapacity).toEqual({ TableName: table, CapacityUnits: 0.5 });
  });
});

describe("writes", () => {
  test("INSERT makes an item once", async () => {
    const statement = `INSERT INTO "${table}" VALUE {'pk': 'i', 'sk': '1', 'set': <<'x', 'y'>>, 'n': -1.50, 'no': null, 'yes': true}`;
    expect((await run(statement)).Items).toEqual([]);
    expect(await item("i", "1")).toEqual({
      pk: { S: "i" },
      sk: { S: "1" },
      set: { SS: ["x", "y"] },
      n: { N: "-1.5" },
      no: { NULL: true },
      yes: { BOOL: true },
    });
    expect(await refusal(run(statement))).toBe("DuplicateItemException: Duplicate primary key exists in table");
    await run(`INSERT INTO "${table}" VALUE {'pk': 'i', 'sk': '1'} ON CONFLICT DO NOTHING`);
    expect(await item("i", "1")).toHaveProperty("set");
    await run(`INSERT INTO "${table}" VALUE ?`, [{ M: { pk: { S: "i" }, sk: { S: "2" } } }]);
    expect(await item("i", "2")).toBeDefined();
  });

  test("UPDATE changes an item that exists and meets the condition", async () => {
    await run(`INSERT INTO "${table}" VALUE {'pk': 'u', 'sk': '1', 'n': 1, 'tags': <<'x'>>, 'marks': [1], 'gone': 1}`);
    const { Items } = await run(
      `UPDATE "${table}" SET n = n + 2 SET tags = set_add(tags, <<'y'>>), marks = list_append(marks, [2]) REMOVE gone
       WHERE pk = 'u' AND sk = '1' AND n = 1 RETURNING MODIFIED NEW *`,
    );
    expect(Items).toEqual([{ n: { N: "3" }, tags: { SS: ["x", "y"] }, marks: { L: [{ N: "1" }, { N: "2" }] } }]);
    expect(await item("u", "1")).not.toHaveProperty("gone");
    const failed = "ConditionalCheckFailedException: The conditional request failed";
    expect(await refusal(run(`UPDATE "${table}" SET n = 0 WHERE pk = 'u' AND sk = '1' AND n = 1`))).toBe(failed);
    expect(await refusal(run(`UPDATE "${table}" SET n = 0 WHERE pk = 'absent' AND sk = '1'`))).toBe(failed);
    const error = await run(`UPDATE "${table}" SET n = 0 WHERE pk = 'u' AND sk = '1' AND n = 1`, undefined, {
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }).catch((reason: unknown) => reason as { Item?: unknown });
    expect(error).toMatchObject({ Item: { n: { N: "3" } } });
  });

  test("DELETE returns what it took; of a missing item nothing is asked", async () => {
    await run(`INSERT INTO "${table}" VALUE {'pk': 'd', 'sk': '1', 'n': 1}`);
    expect(await refusal(run(`DELETE FROM "${table}" WHERE pk = 'd' AND sk = '1' AND n = 2`))).toMatch(/^Conditional/);
    const { Items } = await run(`DELETE FROM "${table}" WHERE pk = 'd' AND sk = '1' RETURNING ALL OLD *`);
    expect(Items).toEqual([{ pk: { S: "d" }, sk: { S: "1" }, n: { N: "1" } }]);
    expect((await run(`DELETE FROM "${table}" WHERE pk = 'd' AND sk = '1' AND n = 2`)).Items).toEqual([]);
  });
});

test("statements that AWS refuses are refused in its words", async () => {
  const malformed = "ValidationException: Statement wasn't well formed, can't be processed:";
  const from = `SELECT * FROM "${table}"`;
  const cases: [string, string, AttributeValue[]?][] = [
    ["SLECT 1", `${malformed} Expected data manipulation`],
    [`${from} WHERE`, `${malformed} Unexpected term`],
    [`${from} WHERE pk = 'a' AND`, `${malformed} Missing right-hand side expression of infix operator`],
    [`${from} WHERE order = 1`, `${malformed} Unexpected keyword`],
    [`${from} WHERE pk = 'a' x`, `${malformed} Unexpected token after expression`],
    [`${from} WHERE pk = 1 # x`, `${malformed} `],
    [`${from} t WHERE pk = 'a'`, "ValidationException: Aliasing is not supported"],
    [`${from} WHERE pk = ?`, "ValidationException: Number of parameters in request and statement don't match."],
    [
      `${from} WHERE pk = 'a'`,
      "ValidationException: Number of parameters in request and statement don't match.",
      [{ S: "x" }],
    ],
    [
      `${from} WHERE pk = 'a'`,
      "ValidationException: 1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1",
      [],
    ],
    [`${from} ORDER BY sk`, "ValidationException: Must have WHERE clause in the statement when using ORDER BY clause."],
    [
      `UPDATE "${table}" SET n = 1 WHERE pk = 'a'`,
      "ValidationException: Where clause does not contain a mandatory equality on all key attributes",
    ],
    [
      `UPDATE "${table}" SET pk = 'x' WHERE pk = 'a' AND sk = '1'`,
      "ValidationException: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
    ],
    [
      `DELETE FROM "${table}" WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED OLD *`,
      "ValidationException: Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
    ],
    [
      `INSERT INTO "${table}" VALUE {'pk': 'x'}`,
      "ValidationException: One or more parameter values were invalid: Missing the key sk in the item",
    ],
    [
      `INSERT INTO "${table}" VALUE {'pk': 'x', 'sk': 'x', 'n': 1e126}`,
      "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range under root",
    ],
    ["SELECT * FROM absent", "ResourceNotFoundException: Requested resource not found"],
    [`${from}.absent`, "ValidationException: The table does not have the specified index: absent"],
    [
      `INSERT INTO "${table}" VALUE {'pk': 'x', 'sk': 'x', 'n': ${"[".repeat(3000)}`,
      "ValidationException: Nesting Levels have exceeded supported limits",
    ],
    [`${from} WHERE ${"(".repeat(4000)}`, `${malformed} `],
    [`SELECT n, deep.n FROM "${table}"`, "ValidationException: Duplicate identifiers in select clause: n"],
  ];
  for (const [statement, expected, parameters] of cases)
    expect([statement, await refusal(run(statement, parameters))]).toEqual([statement, expected]);
});

test("BatchExecuteStatement answers each statement by itself", async () => {
  const { Responses } = await db.batchExecuteStatement({
    Statements: [
      { Statement: `INSERT INTO "${table}" VALUE {'pk': 'batch', 'sk': '1'}` },
      { Statement: `INSERT INTO "${table}" VALUE {'pk': 'batch', 'sk': '1'}` },
      { Statement: `UPDATE absent SET n = 1 WHERE pk = 'x'` },
      { Statement: "nonsense" },
    ],
  });
  expect(Responses).toEqual([
    { TableName: table },
    { Error: { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" }, TableName: table },
    { Error: { Code: "ResourceNotFound", Message: "Requested resource not found" } },
    {
      Error: {
        Code: "ValidationError",
        Message: "Statement wasn't well formed, can't be processed: Expected data manipulation",
      },
    },
  ]);
  const select = { Statement: `SELECT * FROM "${table}" WHERE pk = 'a'` };
  const remove = { Statement: `DELETE FROM "${table}" WHERE pk = 'a'` };
  expect(await refusal(db.batchExecuteStatement({ Statements: [select, remove] }))).toMatch(/cannot mix both/);
  const partial = await db.batchExecuteStatement({ Statements: [select] });
  expect(partial.Responses).toEqual([
    {
      Error: {
        Code: "ValidationError",
        Message: "Select statements within BatchExecuteStatement must specify the primary key in the where clause.",
      },
      TableName: table,
    },
  ]);
  const read = await db.batchExecuteStatement({
    Statements: [{ Statement: `SELECT sk FROM "${table}" WHERE pk = 'a' AND sk = '1'` }],
  });
  expect(read.Responses).toEqual([{ TableName: table, Item: { sk: { S: "1" } } }]);
});

test("ExecuteTransaction does all or nothing, and reads together", async () => {
  const insert = (pk: string) => ({
    Statement: `INSERT INTO "${table}" VALUE {'pk': ?, 'sk': 't'}`,
    Parameters: [{ S: pk }],
  });
  const written = await db.executeTransaction({
    TransactStatements: [
      insert("t1"),
      { Statement: `EXISTS(SELECT * FROM "${table}" WHERE pk = 'a' AND sk = '1' AND n = 1)` },
    ],
  });
  expect(written.Responses).toEqual([]);

  const canceled = await db
    .executeTransaction({ TransactStatements: [insert("t2"), insert("t1")] })
    .catch((reason: unknown) => reason as { CancellationReasons: unknown; message: string });
  expect(canceled).toMatchObject({
    message: "Transaction cancelled, please refer cancellation reasons for specific reasons [None, DuplicateItem]",
    CancellationReasons: [
      { Code: "None" },
      { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" },
    ],
  });
  expect(await item("t2", "t")).toBeUndefined();

  const read = await db.executeTransaction({
    TransactStatements: ["1", "9"].map((sk) => ({
      Statement: `SELECT n FROM "${table}" WHERE pk = 'a' AND sk = '${sk}'`,
    })),
  });
  expect(read.Responses).toEqual([{ Item: { n: { N: "1" } } }, {}]);
  expect(
    await refusal(db.executeTransaction({ TransactStatements: [{ Statement: `SELECT * FROM "${table}" WHERE` }] })),
  ).toBe(
    "ValidationException: Validation failed in TransactStatements[0]: Statement wasn't well formed, can't be processed: Unexpected term",
  );
});

test("each kind of statement has its action, and a scan can be denied", async () => {
  const iam = new IAM(database.sandbox.client());
  await iam.createUser({ UserName: "reader" });
  const Resource = `arn:aws:dynamodb:us-east-1:000000000000:table/${table}`;
  const Statement = [
    { Effect: "Allow", Action: "dynamodb:PartiQLSelect", Resource },
    {
      Effect: "Deny",
      Action: "dynamodb:PartiQLSelect",
      Resource,
      Condition: { Bool: { "dynamodb:FullTableScan": "true" } },
    },
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.putUserPolicy({ UserName: "reader", PolicyName: "p", PolicyDocument });
  const { AccessKey } = await iam.createAccessKey({ UserName: "reader" });
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  const reader = new DynamoDB(database.sandbox.client({ credentials }));
  await reader.executeStatement({ Statement: `SELECT * FROM "${table}" WHERE pk = 'a'` });
  expect(await refusal(reader.executeStatement({ Statement: `SELECT * FROM "${table}"` }))).toMatch(
    /AccessDeniedException: .*dynamodb:PartiQLSelect .*explicit deny/,
  );
  const { Responses } = await reader.batchExecuteStatement({
    Statements: [{ Statement: `DELETE FROM "${table}" WHERE pk = 'a' AND sk = '1'` }],
  });
  expect(Responses![0]!.Error!.Code).toBe("AccessDenied");
});
