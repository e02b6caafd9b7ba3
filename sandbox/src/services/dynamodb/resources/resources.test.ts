import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormation;
let db: DynamoDB;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormation(sandbox.client());
  db = new DynamoDB(sandbox.client());
});
afterAll(() => sandbox.stop());

let stacks = 0;

/** Deploys one resource "Table"; gives the stack's outputs. */
async function deploy(StackName: string, Type: string, Properties: object, attributes: string[] = ["Arn"]) {
  const TemplateBody = JSON.stringify({
    Resources: { Table: { Type, Properties } },
    Outputs: {
      Ref: { Value: { Ref: "Table" } },
      ...Object.fromEntries(attributes.map((name) => [name, { Value: { "Fn::GetAtt": ["Table", name] } }])),
    },
  });
  const exists = await cloudformation.describeStacks({ StackName }).then(
    () => true,
    () => false,
  );
  if (exists) await cloudformation.updateStack({ StackName, TemplateBody });
  else await cloudformation.createStack({ StackName, TemplateBody });
  const stack = await eventually(async () => {
    const { Stacks } = await cloudformation.describeStacks({ StackName });
    expect(Stacks![0]!.StackStatus).not.toMatch(/IN_PROGRESS$/);
    return Stacks![0]!;
  });
  const events = (await cloudformation.describeStackEvents({ StackName })).StackEvents!;
  const reason = events.find(({ ResourceStatus }) => ResourceStatus?.endsWith("FAILED"))?.ResourceStatusReason;
  const outputs = Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
  );
  return { status: stack.StackStatus!, reason, outputs };
}

async function destroy(StackName: string): Promise<string | undefined> {
  await cloudformation.deleteStack({ StackName });
  return eventually(async () => {
    const stack = await cloudformation.describeStacks({ StackName }).then(
      ({ Stacks }) => Stacks![0],
      () => undefined,
    );
    expect(stack?.StackStatus).not.toBe("DELETE_IN_PROGRESS");
    return stack?.StackStatus;
  });
}

const S = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
const HASH = [{ AttributeName: "pk", KeyType: "HASH" }];
const index = (IndexName: string, hash: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: hash, KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
});

test("AWS::DynamoDB::Table is made, changed in place and deleted", async () => {
  const stack = `tables-${++stacks}`;
  const first = await deploy(stack, "AWS::DynamoDB::Table", {
    AttributeDefinitions: [S("pk"), S("a")],
    KeySchema: HASH,
    ProvisionedThroughput: { ReadCapacityUnits: "5", WriteCapacityUnits: 5 },
    GlobalSecondaryIndexes: [
      { ...index("by-a", "a"), ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    ],
    TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    Tags: [{ Key: "team", Value: "x" }],
  });
  expect([first.status, first.reason]).toEqual(["CREATE_COMPLETE", undefined]);
  const TableName = first.outputs["Ref"]!;
  expect(TableName).toMatch(new RegExp(`^${stack}-Table-`));
  expect(first.outputs["Arn"]).toBe(`arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`);
  expect((await db.describeTimeToLive({ TableName })).TimeToLiveDescription).toMatchObject({ AttributeName: "ttl" });
  await db.putItem({ TableName, Item: { pk: { S: "kept" }, b: { S: "b" } } });

  const second = await deploy(stack, "AWS::DynamoDB::Table", {
    AttributeDefinitions: [S("pk"), S("a"), S("b")],
    KeySchema: HASH,
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: [index("by-a", "a"), index("by-b", "b")],
    DeletionProtectionEnabled: true,
    Tags: [{ Key: "stage", Value: "y" }],
  });
  expect([second.status, second.reason]).toEqual(["UPDATE_COMPLETE", undefined]);
  expect(second.outputs["Ref"]).toBe(TableName);
  const { Table } = await db.describeTable({ TableName });
  expect(Table).toMatchObject({
    ItemCount: 1,
    DeletionProtectionEnabled: true,
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  });
  expect(Table!.GlobalSecondaryIndexes!.map(({ IndexName, ItemCount }) => [IndexName, ItemCount])).toEqual([
    ["by-a", 0],
    ["by-b", 1],
  ]);
  expect((await db.describeTimeToLive({ TableName })).TimeToLiveDescription).toEqual({ TimeToLiveStatus: "DISABLED" });
  expect((await db.listTagsOfResource({ ResourceArn: Table!.TableArn! })).Tags).toEqual([{ Key: "stage", Value: "y" }]);

  expect(await destroy(stack)).toBe("DELETE_FAILED");
  await db.updateTable({ TableName, DeletionProtectionEnabled: false });
  expect(await destroy(stack)).toBeUndefined();
  expect((await db.listTables({})).TableNames).not.toContain(TableName);
});

test("two index changes in one update fail, as in AWS, and are rolled back", async () => {
  const stack = `tables-${++stacks}`;
  const base = { KeySchema: HASH, BillingMode: "PAY_PER_REQUEST" };
  await deploy(stack, "AWS::DynamoDB::Table", { ...base, AttributeDefinitions: [S("pk")] });
  const update = await deploy(stack, "AWS::DynamoDB::Table", {
    ...base,
    AttributeDefinitions: [S("pk"), S("a"), S("b")],
    GlobalSecondaryIndexes: [index("by-a", "a"), index("by-b", "b")],
  });
  expect(update.status).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(update.reason).toContain("Cannot perform more than one GSI creation or deletion in a single update");
  await destroy(stack);
});

test("AWS::DynamoDB::GlobalTable as CDK's TableV2 writes it", async () => {
  const stack = `tables-${++stacks}`;
  const scaling = {
    WriteCapacityAutoScalingSettings: {
      MaxCapacity: 10,
      MinCapacity: 2,
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 },
    },
  };
  const made = await deploy(
    stack,
    "AWS::DynamoDB::GlobalTable",
    {
      AttributeDefinitions: [S("pk"), { AttributeName: "sk", AttributeType: "N" }, S("x"), S("y")],
      BillingMode: "PROVISIONED",
      KeySchema: [...HASH, { AttributeName: "sk", KeyType: "RANGE" }],
      GlobalSecondaryIndexes: [{ ...index("by-x", "x"), WriteProvisionedThroughputSettings: scaling }],
      LocalSecondaryIndexes: [
        {
          IndexName: "by-y",
          KeySchema: [...HASH, { AttributeName: "y", KeyType: "RANGE" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      Replicas: [
        {
          Region: { Ref: "AWS::Region" },
          ContributorInsightsSpecification: { Enabled: false },
          GlobalSecondaryIndexes: [{ IndexName: "by-x", ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 } }],
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
          ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 },
          TableClass: "STANDARD_INFREQUENT_ACCESS",
          Tags: [{ Key: "team", Value: "x" }],
        },
      ],
      SSESpecification: { SSEEnabled: false },
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
      WriteProvisionedThroughputSettings: scaling,
    },
    ["Arn", "TableId"],
  );
  expect([made.status, made.reason]).toEqual(["CREATE_COMPLETE", undefined]);
  const TableName = made.outputs["Ref"]!;
  expect((await db.describeTable({ TableName })).Table).toMatchObject({
    TableId: made.outputs["TableId"],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
    TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
    GlobalSecondaryIndexes: [
      { IndexName: "by-x", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 } },
    ],
    LocalSecondaryIndexes: [{ IndexName: "by-y" }],
  });
  const backups = await db.describeContinuousBackups({ TableName });
  expect(backups.ContinuousBackupsDescription!.PointInTimeRecoveryDescription!.RecoveryPeriodInDays).toBe(7);
  expect(await destroy(stack)).toBeUndefined();
});

test.each([
  [
    "a second replica",
    "AWS::DynamoDB::GlobalTable",
    { Replicas: [{ Region: "us-east-1" }, { Region: "eu-west-1" }] },
    "Replicas",
  ],
  ["a KMS key", "AWS::DynamoDB::Table", { SSESpecification: { SSEEnabled: true } }, "SSESpecification"],
  [
    "contributor insights",
    "AWS::DynamoDB::Table",
    { ContributorInsightsSpecification: { Enabled: true } },
    "ContributorInsightsSpecification",
  ],
])("%s is refused before anything is made", async (_, type, properties, named) => {
  const before = (await db.listTables({})).TableNames;
  const outcome = await deploy(`tables-${++stacks}`, type, {
    AttributeDefinitions: [S("pk")],
    KeySchema: HASH,
    BillingMode: "PAY_PER_REQUEST",
    ...properties,
  }).then(
    ({ reason }) => reason,
    (error: Error) => error.message,
  );
  expect(outcome).toContain("does not emulate");
  expect(outcome).toContain(named);
  expect((await db.listTables({})).TableNames).toEqual(before);
});
