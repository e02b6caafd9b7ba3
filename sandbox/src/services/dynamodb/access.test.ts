import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
let table: string;
let other: string;

beforeAll(async () => {
  at = await startTestDatabase();
  table = await at.table({
    sort: null,
    AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-owner",
        KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
  other = await at.table({ sort: null });
});
afterAll(() => at.stop());

const arn = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
let users = 0;

/** A client of a new user with this policy. */
async function as(...statements: object[]): Promise<DynamoDB> {
  const iam = new IAM(at.sandbox.client());
  const UserName = `user-${++users}`;
  await iam.createUser({ UserName });
  await iam.putUserPolicy({
    UserName,
    PolicyName: "policy",
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  });
  const { AccessKey } = await iam.createAccessKey({ UserName });
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  return new DynamoDB(at.sandbox.client({ credentials }));
}

const allow = (Action: string | string[], Resource: string | string[], Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

test("each operation asks for its own action on its table", async () => {
  const db = await as(allow("dynamodb:GetItem", arn(table)));
  await db.getItem({ TableName: table, Key: { pk: { S: "a" } } });

  expect(await refusal(db.putItem({ TableName: table, Item: { pk: { S: "a" } } }))).toBe(
    `AccessDeniedException: User: arn:aws:iam::000000000000:user/user-1 is not authorized to perform: dynamodb:PutItem on resource: ${arn(table)} because no identity-based policy allows the dynamodb:PutItem action`,
  );
  expect(await refusal(db.getItem({ TableName: other, Key: { pk: { S: "a" } } }))).toContain("AccessDeniedException");
});

test("an index is a resource of its own", async () => {
  const query = {
    TableName: table,
    IndexName: "by-owner",
    KeyConditionExpression: "#o = :o",
    ExpressionAttributeNames: { "#o": "owner" },
    ExpressionAttributeValues: { ":o": { S: "ann" } },
  };
  const onTable = await as(allow("dynamodb:Query", arn(table)));
  expect(await refusal(onTable.query(query))).toContain(`dynamodb:Query on resource: ${arn(table)}/index/by-owner`);
  const onIndexes = await as(allow("dynamodb:Query", `${arn(table)}/index/*`));
  await onIndexes.query(query);
});

test("a transaction asks for the single actions", async () => {
  const items = [
    { Put: { TableName: table, Item: { pk: { S: "t" } } } },
    { ConditionCheck: { TableName: other, Key: { pk: { S: "t" } }, ConditionExpression: "attribute_not_exists(pk)" } },
  ];
  const without = await as(allow("dynamodb:PutItem", arn(table)), allow("dynamodb:TransactWriteItems", "*"));
  expect(await refusal(without.transactWriteItems({ TransactItems: items }))).toContain(
    `dynamodb:ConditionCheckItem on resource: ${arn(other)}`,
  );
  const db = await as(allow("dynamodb:PutItem", arn(table)), allow("dynamodb:ConditionCheckItem", arn(other)));
  await db.transactWriteItems({ TransactItems: items });
});

test("a batch asks on each table", async () => {
  const db = await as(allow("dynamodb:BatchGetItem", arn(table)));
  const Keys = [{ pk: { S: "a" } }];
  await db.batchGetItem({ RequestItems: { [table]: { Keys } } });
  expect(await refusal(db.batchGetItem({ RequestItems: { [table]: { Keys }, [other]: { Keys } } }))).toContain(
    `dynamodb:BatchGetItem on resource: ${arn(other)}`,
  );
});

test("dynamodb:LeadingKeys keeps a user to his own items", async () => {
  const db = await as(
    allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:BatchWriteItem"], arn(table), {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"] },
    }),
  );
  const query = (key: string) =>
    db.query({
      TableName: table,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: key } },
    });
  await db.putItem({ TableName: table, Item: { pk: { S: "mine" } } });
  await query("mine");
  expect(await refusal(query("yours"))).toContain("AccessDeniedException");
  expect(await refusal(db.putItem({ TableName: table, Item: { pk: { S: "yours" } } }))).toContain(
    "AccessDeniedException",
  );
  const batch = (...keys: string[]) => ({
    RequestItems: { [table]: keys.map((S) => ({ PutRequest: { Item: { pk: { S } } } })) },
  });
  await db.batchWriteItem(batch("mine"));
  expect(await refusal(db.batchWriteItem(batch("mine", "yours")))).toContain("AccessDeniedException");
});

test("dynamodb:Attributes and dynamodb:Select narrow what is read", async () => {
  const db = await as(
    allow("dynamodb:GetItem", arn(table), {
      "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "name"] },
      StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
    }),
  );
  const get = (ProjectionExpression?: string) =>
    db.getItem({
      TableName: table,
      Key: { pk: { S: "a" } },
      ...(ProjectionExpression && { ProjectionExpression, ExpressionAttributeNames: { "#n": "name" } }),
    });
  await get("pk, #n");
  expect(await refusal(get("pk, #n, salary"))).toContain("AccessDeniedException");
  expect(await refusal(get())).toContain("AccessDeniedException");
});
