/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html, rbac-considerations.html (2026-11-21). */
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreams } from "@aws-sdk/client-dynamodb-streams";
import { IAM } from "@aws-sdk/client-iam";
import { STS } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "./testing.ts";
import { refusal, startTestDatabase } from "./testing.ts";

let at: TestDatabase;
let db: DynamoDB;
let count = 0;

beforeAll(async () => {
  at = await startTestDatabase();
  db = new DynamoDB(at.sandbox.client());
});
afterAll(() => at.stop());

const arnOf = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const statement = (Effect: "Allow" | "Deny", AWS: string, Action: string, Resource = "*") => ({
  Effect,
  Principal: { AWS },
  Action,
  Resource,
});
/** Past the time in which a policy cannot be changed again, however many other timers come before. */
async function laterOn(): Promise<void> {
  for (let jumps = 0; jumps < 5; jumps++) await at.sandbox.control("jump?within=15000");
}

/** A session of a new role with these rights. */
async function session(...Action: string[]) {
  const iam = new IAM(at.sandbox.client());
  const RoleName = `policies-${++count}`;
  const trust = { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" };
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: policy(trust) });
  if (Action.length)
    await iam.putRolePolicy({
      RoleName,
      PolicyName: "rights",
      PolicyDocument: policy({ Effect: "Allow", Action, Resource: "*" }),
    });
  const sts = new STS(at.sandbox.client());
  const { Credentials } = await sts.assumeRole({ RoleArn: Role!.Arn!, RoleSessionName: "worker" });
  const credentials = {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
  return { arn: Role!.Arn!, client: at.sandbox.client({ credentials }) };
}

test("an explicit Deny for a role holds against its own policy, and ends with the policy", async () => {
  const TableName = await at.table({ sort: null });
  const ResourceArn = arnOf(TableName);
  const { arn, client } = await session("dynamodb:*");
  const role = new DynamoDB(client);
  const Item = { pk: { S: "a" } };

  await db.putResourcePolicy({ ResourceArn, Policy: policy(statement("Deny", arn, "dynamodb:PutItem", ResourceArn)) });
  expect(await refusal(role.putItem({ TableName, Item }))).toMatch(
    /^AccessDeniedException: User: .*policies-\d+\/worker is not authorized to perform: dynamodb:PutItem on resource: .* with an explicit deny in a resource-based policy$/,
  );
  expect(await refusal(role.transactWriteItems({ TransactItems: [{ Put: { TableName, Item } }] }))).toContain(
    "explicit deny",
  );
  await role.getItem({ TableName, Key: Item });

  await laterOn();
  await db.deleteResourcePolicy({ ResourceArn });
  await role.putItem({ TableName, Item });
});

test("an Allow lets in a role that has no policy of its own, to the table and its indexes", async () => {
  const TableName = await at.table({ sort: null });
  const { arn, client } = await session();
  const role = new DynamoDB(client);
  expect(await refusal(role.scan({ TableName }))).toContain("AccessDeniedException");

  await db.putResourcePolicy({
    ResourceArn: arnOf(TableName),
    Policy: policy(statement("Allow", arn, "dynamodb:Scan")),
  });

  expect(await role.scan({ TableName })).toMatchObject({ Count: 0 });
});

test("a stream has a policy of its own", async () => {
  const TableName = await at.table({
    sort: null,
    StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
  });
  const { Table } = await db.describeTable({ TableName });
  const StreamArn = Table!.LatestStreamArn!;
  const { arn, client } = await session("dynamodb:*");

  await db.putResourcePolicy({
    ResourceArn: StreamArn,
    Policy: policy(statement("Deny", arn, "dynamodb:DescribeStream", StreamArn)),
  });

  expect(await refusal(new DynamoDBStreams(client).describeStream({ StreamArn }))).toContain("explicit deny");
  expect(await refusal(db.getResourcePolicy({ ResourceArn: arnOf(TableName) }))).toBe(
    `PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: ${arnOf(TableName)}`,
  );
});

test("revisions: the same document keeps its own, another gets a greater one, and may be asked for", async () => {
  const TableName = await at.table({ sort: null });
  const ResourceArn = arnOf(TableName);
  const first = policy(statement("Allow", "000000000000", "dynamodb:Scan"));
  const second = policy(statement("Allow", "000000000000", "dynamodb:Query"));

  const { RevisionId } = await db.putResourcePolicy({ ResourceArn, Policy: first, ExpectedRevisionId: "NO_POLICY" });
  expect(await db.putResourcePolicy({ ResourceArn, Policy: first })).toMatchObject({ RevisionId });
  expect(await db.getResourcePolicy({ ResourceArn })).toMatchObject({ RevisionId, Policy: first });

  await laterOn();
  const put = (ExpectedRevisionId: string) => db.putResourcePolicy({ ResourceArn, Policy: second, ExpectedRevisionId });
  expect(await refusal(put("NO_POLICY"))).toContain("PolicyNotFoundException");
  expect(await refusal(put("1"))).toContain("PolicyNotFoundException");
  const next = await put(RevisionId!);
  expect(next.RevisionId! > RevisionId!).toBe(true);

  await laterOn();
  expect(await db.deleteResourcePolicy({ ResourceArn })).toMatchObject({ RevisionId: next.RevisionId });
  expect((await db.deleteResourcePolicy({ ResourceArn })).RevisionId).toBeUndefined();
});

test("a changed policy cannot be changed again for 15 seconds", async () => {
  const TableName = await at.table({ sort: null });
  const ResourceArn = arnOf(TableName);
  const impatient = new DynamoDB({ ...at.sandbox.client(), maxAttempts: 1 });
  const put = (action: string) =>
    impatient.putResourcePolicy({ ResourceArn, Policy: policy(statement("Allow", "000000000000", action)) });

  await put("dynamodb:Scan");
  expect(await refusal(put("dynamodb:Query"))).toContain("ThrottlingException");
  expect(await refusal(impatient.deleteResourcePolicy({ ResourceArn }))).toContain("ThrottlingException");
  await laterOn();
  await put("dynamodb:Query");
});

test("who would lock himself out has to confirm it", async () => {
  const TableName = await at.table({ sort: null });
  const ResourceArn = arnOf(TableName);
  const Policy = policy({ Effect: "Deny", Principal: "*", Action: "dynamodb:PutResourcePolicy", Resource: "*" });
  const { client } = await session("dynamodb:*");
  const role = new DynamoDB(client);

  expect(await refusal(role.putResourcePolicy({ ResourceArn, Policy }))).toBe(
    "AccessDeniedException: The new resource policy will not allow you to update the resource policy in the future.",
  );
  await role.putResourcePolicy({ ResourceArn, Policy, ConfirmRemoveSelfResourceAccess: true });
});

test.each([
  [
    "a name",
    () => "just-a-name",
    "ValidationException: One or more parameter values were invalid: ARNs must start with 'arn:': just-a-name",
  ],
  [
    "a missing table",
    () => arnOf("missing"),
    "ResourceNotFoundException: Requested resource not found: Table: missing not found",
  ],
  [
    "an index",
    () => `${arnOf("missing")}/index/i`,
    `ValidationException: One or more parameter values were invalid: Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arnOf("missing")}/index/i`,
  ],
])("%s has no policy", async (_, arn, message) => {
  expect(await refusal(db.getResourcePolicy({ ResourceArn: arn() }))).toBe(message);
});

test("documents that AWS refuses", async () => {
  const TableName = await at.table({ sort: null });
  const ResourceArn = arnOf(TableName);
  const put = (Policy: string) => refusal(db.putResourcePolicy({ ResourceArn, Policy }));

  expect(await put("{")).toContain("ValidationException: One or more parameter values were invalid: Invalid policy");
  expect(await put(policy({ Effect: "Deny", Action: "dynamodb:*", Resource: "*" }))).toContain("Invalid principal");
  expect(await put(policy(statement("Deny", "000000000000", "dynamodb:*", arnOf("other"))))).toContain(
    'The relative-id "table/other" is invalid for ARN',
  );
  expect(await put(policy(statement("Deny", "000000000000", `dynamodb:${"x".repeat(21_000)}`)))).toContain("larger");
});

test("CreateTable attaches a policy, for who may do both", async () => {
  const TableName = `policies-${++count}`;
  const table = {
    TableName,
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
    BillingMode: "PAY_PER_REQUEST" as const,
    ResourcePolicy: policy(statement("Allow", "000000000000", "dynamodb:Scan")),
  };
  const { client } = await session("dynamodb:CreateTable");
  expect(await refusal(new DynamoDB(client).createTable(table))).toContain("dynamodb:PutResourcePolicy");

  await db.createTable(table);

  expect(await db.getResourcePolicy({ ResourceArn: arnOf(TableName) })).toMatchObject({ Policy: table.ResourcePolicy });
});
