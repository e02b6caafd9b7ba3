import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { waitUntilTableExists, waitUntilTableNotExists } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
beforeAll(async () => {
  at = await startTestDatabase();
});
afterAll(() => at.stop());

const HASH = [{ AttributeName: "id", KeyType: "HASH" as const }];
const ID = [{ AttributeName: "id", AttributeType: "S" as const }];
const UNITS = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
const INVALID = "ValidationException: One or more parameter values were invalid:";

function arn(name: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}

describe("life of a table", () => {
  test("create, describe, delete answer as recorded (test_table_crud)", async () => {
    const TableName = "crud";
    const created = await at.db.createTable({
      TableName,
      KeySchema: HASH,
      AttributeDefinitions: ID,
      ProvisionedThroughput: UNITS,
    });
    const common = {
      DeletionProtectionEnabled: false,
      ItemCount: 0,
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...UNITS },
      TableArn: arn(TableName),
      TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      TableName,
      TableSizeBytes: 0,
    };
    const schema = { AttributeDefinitions: ID, KeySchema: HASH, CreationDateTime: expect.any(Date) };
    expect(created.TableDescription).toEqual({ ...common, ...schema, TableStatus: "CREATING" });
    expect((await at.db.describeTable({ TableName })).Table).toEqual({
      ...common,
      ...schema,
      TableStatus: "ACTIVE",
      WarmThroughput: { ReadUnitsPerSecond: 5, Status: "ACTIVE", WriteUnitsPerSecond: 5 },
    });
    expect((await at.db.deleteTable({ TableName })).TableDescription).toEqual({ ...common, TableStatus: "DELETING" });
    expect(await refusal(at.db.deleteTable({ TableName: "non-existent" }))).toBe(
      "ResourceNotFoundException: Requested resource not found: Table: non-existent not found",
    );
  });

  test("an on-demand table with an index answers as recorded (test_gsi_with_billing_mode)", async () => {
    const TableName = "on-demand";
    const index = {
      IndexName: "by-other",
      KeySchema: [{ AttributeName: "other", KeyType: "HASH" as const }],
      Projection: { ProjectionType: "ALL" as const },
    };
    const created = await at.db.createTable({
      TableName,
      KeySchema: HASH,
      AttributeDefinitions: [...ID, { AttributeName: "other", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
      GlobalSecondaryIndexes: [index],
    });
    const none = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
    const description = {
      ...index,
      IndexArn: `${arn(TableName)}/index/by-other`,
      IndexSizeBytes: 0,
      ItemCount: 0,
      ProvisionedThroughput: none,
    };
    expect(created.TableDescription).toMatchObject({
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      ProvisionedThroughput: none,
    });
    expect(created.TableDescription!.GlobalSecondaryIndexes).toEqual([{ ...description, IndexStatus: "CREATING" }]);
    const warm = { ReadUnitsPerSecond: 12000, Status: "ACTIVE", WriteUnitsPerSecond: 4000 };
    const { Table } = await at.db.describeTable({ TableName });
    expect(Table!.GlobalSecondaryIndexes).toEqual([{ ...description, IndexStatus: "ACTIVE", WarmThroughput: warm }]);
    expect(Table).toMatchObject({
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST", LastUpdateToPayPerRequestDateTime: expect.any(Date) },
      WarmThroughput: warm,
    });
  });

  test("waiters are done at their first question", async () => {
    const TableName = "waited";
    const started = performance.now();
    await at.db.createTable({ TableName, KeySchema: HASH, AttributeDefinitions: ID, BillingMode: "PAY_PER_REQUEST" });
    await waitUntilTableExists({ client: at.db, maxWaitTime: 30 }, { TableName });
    await at.db.deleteTable({ TableName });
    await waitUntilTableNotExists({ client: at.db, maxWaitTime: 30 }, { TableName });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("a table that exists cannot be made again (test_create_duplicate_table)", async () => {
    const TableName = await at.table();
    const again = at.db.createTable({
      TableName,
      KeySchema: HASH,
      AttributeDefinitions: ID,
      BillingMode: "PAY_PER_REQUEST",
    });
    expect(await refusal(again)).toBe(`ResourceInUseException: Table already exists: ${TableName}`);
  });

  test("deletion protection", async () => {
    const TableName = await at.table({ DeletionProtectionEnabled: true });
    expect(await refusal(at.db.deleteTable({ TableName }))).toBe(
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
    await at.db.updateTable({ TableName, DeletionProtectionEnabled: false });
    await at.db.describeTable({ TableName });
    await at.db.deleteTable({ TableName });
  });

  test("ListTables in pages, each account and Region for itself", async () => {
    const { DynamoDB } = await import("@aws-sdk/client-dynamodb");
    const elsewhere = new DynamoDB(at.sandbox.client({ region: "eu-west-1" }));
    for (const TableName of ["bbb", "aaa", "ccc"])
      await elsewhere.createTable({
        TableName,
        KeySchema: HASH,
        AttributeDefinitions: ID,
        BillingMode: "PAY_PER_REQUEST",
      });
    const first = await elsewhere.listTables({ Limit: 2 });
    expect([first.TableNames, first.LastEvaluatedTableName]).toEqual([["aaa", "bbb"], "bbb"]);
    const rest = await elsewhere.listTables({ ExclusiveStartTableName: "bbb" });
    expect([rest.TableNames, rest.LastEvaluatedTableName]).toEqual([["ccc"], undefined]);
  });
});

describe("CreateTable refuses", () => {
  const base: CreateTableCommandInput = {
    TableName: "refused",
    KeySchema: HASH,
    AttributeDefinitions: ID,
    BillingMode: "PAY_PER_REQUEST",
  };
  const other = { AttributeName: "other", AttributeType: "S" as const };
  const index = {
    IndexName: "index",
    KeySchema: [{ AttributeName: "other", KeyType: "HASH" as const }],
    Projection: { ProjectionType: "ALL" as const },
  };

  test.each<[string, Partial<CreateTableCommandInput>, string]>([
    [
      "short names",
      { TableName: "ab" },
      "ValidationException: TableName must be at least 3 characters long and at most 255 characters long",
    ],
    [
      "wrong names and types, together",
      { TableName: "a b c", AttributeDefinitions: [{ AttributeName: "id", AttributeType: "X" as never }] },
      "ValidationException: 2 validation errors detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'X' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]",
    ],
    [
      "throughput on demand (test_dynamodb_pay_per_request)",
      { ProvisionedThroughput: UNITS },
      `${INVALID} Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      "no throughput",
      { BillingMode: undefined },
      `${INVALID} ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    ],
    [
      "undefined keys",
      { KeySchema: [{ AttributeName: "nope", KeyType: "HASH" }] },
      `${INVALID} Some index key attributes are not defined in AttributeDefinitions. Keys: [nope], AttributeDefinitions: [id]`,
    ],
    [
      "unused definitions",
      { AttributeDefinitions: [...ID, other] },
      `${INVALID} Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    ],
    [
      "a RANGE key alone",
      { KeySchema: [{ AttributeName: "id", KeyType: "RANGE" }] },
      "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
    ],
    [
      "a local index without sort key",
      {
        AttributeDefinitions: [...ID, other],
        LocalSecondaryIndexes: [{ ...index, KeySchema: [...HASH, { AttributeName: "other", KeyType: "RANGE" }] }],
      },
      `${INVALID} Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    ],
    [
      "two indexes of one name",
      { AttributeDefinitions: [...ID, other], GlobalSecondaryIndexes: [index, index] },
      `${INVALID} Duplicate index name: index`,
    ],
    [
      "INCLUDE without attributes",
      {
        AttributeDefinitions: [...ID, other],
        GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: "INCLUDE" } }],
      },
      `${INVALID} ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
    ],
  ])("%s", async (_, input, message) => {
    expect(await refusal(at.db.createTable({ ...base, ...input }))).toBe(message);
  });

  test("KMS keys, as not emulated", async () => {
    expect(await refusal(at.db.createTable({ ...base, SSESpecification: { Enabled: true } }))).toContain("NotEmulated");
  });
});

describe("UpdateTable", () => {
  test("adds a global index over the items that exist, and deletes it", async () => {
    const TableName = await at.table({ sort: null });
    for (const [pk, owner] of [
      ["1", "ann"],
      ["2", "bob"],
      ["3", "ann"],
    ] as const)
      await at.db.putItem({ TableName, Item: { pk: { S: pk }, owner: { S: owner } } });
    await at.db.putItem({ TableName, Item: { pk: { S: "4" } } });
    await at.db.putItem({ TableName, Item: { pk: { S: "5" }, owner: { N: "5" } } });
    const Create = {
      IndexName: "by-owner",
      KeySchema: [{ AttributeName: "owner", KeyType: "HASH" as const }],
      Projection: { ProjectionType: "ALL" as const },
    };
    const answer = await at.db.updateTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    expect(answer.TableDescription).toMatchObject({
      TableStatus: "UPDATING",
      GlobalSecondaryIndexes: [{ IndexName: "by-owner", IndexStatus: "CREATING", Backfilling: true }],
    });
    const { Table } = await at.db.describeTable({ TableName });
    expect(Table!.GlobalSecondaryIndexes![0]).toMatchObject({ IndexStatus: "ACTIVE", ItemCount: 3 });
    const owned = await at.db.query({
      TableName,
      IndexName: "by-owner",
      KeyConditionExpression: "#o = :o",
      ExpressionAttributeNames: { "#o": "owner" },
      ExpressionAttributeValues: { ":o": { S: "ann" } },
    });
    expect(owned.Items!.map((item) => item["pk"]!.S).toSorted()).toEqual(["1", "3"]);

    const twice = at.db.updateTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    expect(await refusal(twice)).toBe("ValidationException: Attempting to create an index which already exists");
    await at.db.updateTable({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-owner" } }] });
    const after = await at.db.describeTable({ TableName });
    expect(after.Table!.GlobalSecondaryIndexes).toBeUndefined();
    expect(after.Table!.AttributeDefinitions).toEqual([{ AttributeName: "pk", AttributeType: "S" }]);
  });

  test("changes billing and throughput", async () => {
    const TableName = await at.table();
    await at.db.updateTable({ TableName, BillingMode: "PROVISIONED", ProvisionedThroughput: UNITS });
    const { Table } = await at.db.describeTable({ TableName });
    expect(Table).toMatchObject({ BillingModeSummary: { BillingMode: "PROVISIONED" }, ProvisionedThroughput: UNITS });
    expect(await refusal(at.db.updateTable({ TableName, ProvisionedThroughput: UNITS }))).toContain(
      "ValidationException: The provisioned throughput for the table will not change.",
    );
    await at.db.updateTable({ TableName, BillingMode: "PAY_PER_REQUEST" });
    await at.db.describeTable({ TableName });
    expect(await refusal(at.db.updateTable({ TableName, BillingMode: "PROVISIONED" }))).toBe(
      `${INVALID} ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
    );
    expect(await refusal(at.db.updateTable({ TableName }))).toContain(
      "ValidationException: At least one of ProvisionedThroughput, BillingMode",
    );
  });

  test("does one thing at a time", async () => {
    const TableName = await at.table();
    expect(
      await refusal(at.db.updateTable({ TableName, TableClass: "STANDARD", DeletionProtectionEnabled: true })),
    ).toBe(`${INVALID} TableClass modification must be the only operation in the request`);
    const remove = (IndexName: string) => ({ Delete: { IndexName } });
    expect(
      await refusal(at.db.updateTable({ TableName, GlobalSecondaryIndexUpdates: [remove("one"), remove("two")] })),
    ).toBe(
      "LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  });
});

describe("time to live", () => {
  test("expired items are deleted when the clock comes there, from indexes too", async () => {
    const TableName = await at.table({
      AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-owner",
          KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    });
    expect((await at.db.describeTimeToLive({ TableName })).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: "DISABLED",
    });
    const now = Math.floor(Date.now() / 1000);
    const put = (sk: string, expires: string) =>
      at.db.putItem({
        TableName,
        Item: { pk: { S: "p" }, sk: { S: sk }, owner: { S: "ann" }, expires: { N: expires } },
      });
    await put("soon", String(now + 100));
    const answer = await at.db.updateTimeToLive({
      TableName,
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    });
    expect(answer.TimeToLiveSpecification).toEqual({ AttributeName: "expires", Enabled: true });
    await put("later", String(now + 1000));
    await put("long ago", String(now - 6 * 365 * 24 * 3600));
    await put("never", "0.5");
    const names = async () => (await at.db.scan({ TableName })).Items!.map((item) => item["sk"]!.S).toSorted();

    expect(await names()).toEqual(["later", "long ago", "never", "soon"]);
    // Expired, and still there.
    await at.jump(200);
    expect(await names()).toEqual(["later", "long ago", "never", "soon"]);
    await eventually(async () => {
      await at.jump(3800);
      expect(await names()).toEqual(["later", "long ago", "never"]);
    });
    await eventually(async () => {
      await at.jump(2000);
      expect(await names()).toEqual(["long ago", "never"]);
    });
    expect((await at.db.scan({ TableName, IndexName: "by-owner" })).Count).toBe(2);
  });

  test("states are as AWS's", async () => {
    const TableName = await at.table();
    const set = (AttributeName: string, Enabled: boolean) =>
      at.db.updateTimeToLive({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
    expect(await refusal(set("ttl", false))).toBe("ValidationException: TimeToLive is already disabled");
    await set("ttl", true);
    expect((await at.db.describeTimeToLive({ TableName })).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: "ENABLED",
      AttributeName: "ttl",
    });
    expect(await refusal(set("ttl", true))).toBe("ValidationException: TimeToLive is already enabled");
    expect(await refusal(set("other", true))).toBe(
      "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ttl",
    );
    await set("ttl", false);
  });
});

describe("settings", () => {
  test("tags", async () => {
    const TableName = await at.table({ Tags: [{ Key: "a", Value: "1" }] });
    const ResourceArn = arn(TableName);
    await at.db.tagResource({
      ResourceArn,
      Tags: [
        { Key: "b", Value: "2" },
        { Key: "a", Value: "3" },
      ],
    });
    await at.db.untagResource({ ResourceArn, TagKeys: ["b", "missing"] });
    expect((await at.db.listTagsOfResource({ ResourceArn })).Tags).toEqual([{ Key: "a", Value: "3" }]);
    expect(await refusal(at.db.tagResource({ ResourceArn, Tags: [{ Key: "aws:x", Value: "" }] }))).toBe(
      "ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:x",
    );
    expect(await refusal(at.db.listTagsOfResource({ ResourceArn: arn("nowhere") }))).toBe(
      `ResourceNotFoundException: Requested resource not found: ResourcArn: ${arn("nowhere")} not found`,
    );
  });

  test("point-in-time recovery is kept (test_continuous_backup_update)", async () => {
    const TableName = await at.table();
    const before = await at.db.describeContinuousBackups({ TableName });
    expect(before.ContinuousBackupsDescription).toEqual({
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    });
    const enabled = await at.db.updateContinuousBackups({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const expected = {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: {
        EarliestRestorableDateTime: expect.any(Date),
        LatestRestorableDateTime: expect.any(Date),
        PointInTimeRecoveryStatus: "ENABLED",
        RecoveryPeriodInDays: 35,
      },
    };
    expect(enabled.ContinuousBackupsDescription).toEqual(expected);
    expect((await at.db.describeContinuousBackups({ TableName })).ContinuousBackupsDescription).toEqual(expected);
    expect(
      await refusal(at.db.restoreTableToPointInTime({ TargetTableName: "other", SourceTableName: TableName })),
    ).toContain("NotEmulated");
    expect(await refusal(at.db.describeContinuousBackups({ TableName: "nowhere" }))).toBe(
      "TableNotFoundException: Table not found: nowhere",
    );
  });

  test("warm throughput is kept (test_table_warm_throughput)", async () => {
    const asked = { ReadUnitsPerSecond: 1000, WriteUnitsPerSecond: 1200 };
    const created = await at.db.createTable({
      TableName: "warm",
      KeySchema: HASH,
      AttributeDefinitions: ID,
      ProvisionedThroughput: UNITS,
      WarmThroughput: asked,
    });
    expect(created.TableDescription!.WarmThroughput).toEqual({ ...asked, Status: "UPDATING" });
    const { Table } = await at.db.describeTable({ TableName: "warm" });
    expect(Table!.WarmThroughput).toEqual({ ...asked, Status: "ACTIVE" });
  });

  test("limits of the account", async () => {
    expect(await at.db.describeLimits({})).toMatchObject({
      AccountMaxReadCapacityUnits: 80000,
      AccountMaxWriteCapacityUnits: 80000,
      TableMaxReadCapacityUnits: 40000,
      TableMaxWriteCapacityUnits: 40000,
    });
  });
});
