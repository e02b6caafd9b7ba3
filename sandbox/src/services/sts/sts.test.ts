import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type Credentials,
} from "@aws-sdk/client-sts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

const ACCOUNT = "000000000000";
let sandbox: TestSandbox;
let iam: IAMClient;
let sts: STSClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client());
  sts = new STSClient(sandbox.client());
});
afterAll(async () => {
  iam.destroy();
  sts.destroy();
  await sandbox.stop();
});

const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const ROOT = { AWS: ACCOUNT };
const trust = (Principal: object, more: object = {}) =>
  document({ Effect: "Allow", Principal, Action: ["sts:AssumeRole", "sts:TagSession"], ...more });

async function newRole(AssumeRolePolicyDocument = trust(ROOT), more: object = {}, client = iam): Promise<string> {
  const RoleName = unique("role");
  const { Role } = await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
  return Role!.Arn!;
}

async function grant(roleArn: string, ...statements: object[]): Promise<void> {
  const RoleName = roleArn.split("/").at(-1)!;
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: document(...statements) }));
}

const assume = (RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}, client = sts) =>
  client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "session", ...more }));

function options(credentials: Credentials) {
  return sandbox.client({
    credentials: {
      accessKeyId: credentials.AccessKeyId!,
      secretAccessKey: credentials.SecretAccessKey!,
      sessionToken: credentials.SessionToken!,
    },
  });
}

test("GetCallerIdentity: the administrator, of any account", async () => {
  const other = new STSClient(sandbox.client({ account: "123456789012" }));

  await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:user/administrator`,
    UserId: expect.stringMatching(/^AIDA/),
  });
  await expect(other.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Arn: "arn:aws:iam::123456789012:user/administrator",
  });
});

test("AssumeRole: the session is the role, and needs the role's permissions", async () => {
  const arn = await newRole();
  const name = arn.split("/").at(-1);

  const { Credentials, AssumedRoleUser, PackedPolicySize } = await assume(arn);

  expect(AssumedRoleUser).toEqual({
    AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:session$/),
    Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/session`,
  });
  expect(Credentials).toMatchObject({ AccessKeyId: expect.stringMatching(/^ASIA/), Expiration: expect.any(Date) });
  expect(PackedPolicySize).toBeUndefined();
  const session = options(Credentials!);
  await expect(new STSClient(session).send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Arn: AssumedRoleUser!.Arn,
    UserId: AssumedRoleUser!.AssumedRoleId,
  });
  const getRole = () => new IAMClient(session).send(new GetRoleCommand({ RoleName: name! }));
  await expect(getRole()).rejects.toMatchObject({
    name: "AccessDenied",
    message: `User: ${AssumedRoleUser!.Arn} is not authorized to perform: iam:GetRole on resource: role ${name} because no identity-based policy allows the iam:GetRole action`,
  });
  await grant(arn, { Effect: "Allow", Action: "iam:GetRole", Resource: arn });
  await expect(getRole()).resolves.toMatchObject({ Role: { RoleLastUsed: { Region: "us-east-1" } } });
});

test("aws:TokenIssueTime: a session from before a revocation is denied, a later one is not", async () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html (2026-11)
  const arn = await newRole();
  const RoleName = arn.split("/").at(-1)!;
  const revokedAt = (time: Date) => [
    { Effect: "Allow", Action: "iam:GetRole", Resource: "*" },
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { DateLessThan: { "aws:TokenIssueTime": time.toISOString() } },
    },
  ];
  const { Credentials } = await assume(arn);
  const getRole = () => new IAMClient(options(Credentials!)).send(new GetRoleCommand({ RoleName }));

  await grant(arn, ...revokedAt(new Date(Date.now() - 3_600_000)));
  await expect(getRole()).resolves.toMatchObject({ Role: { RoleName } });
  await grant(arn, ...revokedAt(new Date(Date.now() + 3_600_000)));
  await expect(getRole()).rejects.toMatchObject({
    message: expect.stringContaining("with an explicit deny in an identity-based policy"),
  });
});

test("AssumeRole: a role that does not trust the caller, and one that does not exist", async () => {
  const lambda = await newRole(trust({ Service: "lambda.amazonaws.com" }));

  for (const arn of [lambda, `arn:aws:iam::${ACCOUNT}:role/ghost`])
    await expect(assume(arn)).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      $metadata: { httpStatusCode: 403 },
    });
});

test("AssumeRole across accounts needs the trust policy and the caller's identity policies", async () => {
  const there = new IAMClient(sandbox.client({ account: "222222222222" }));
  const trusting = await newRole(trust(ROOT), {}, there);
  const caller = await newRole();
  const { Credentials } = await assume(caller);
  const session = new STSClient(options(Credentials!));

  await expect(assume(trusting)).resolves.toMatchObject({
    AssumedRoleUser: { Arn: expect.stringContaining("arn:aws:sts::222222222222:assumed-role/") },
  });
  await expect(assume(trusting, {}, session)).rejects.toMatchObject({ name: "AccessDenied" });
  await grant(caller, { Effect: "Allow", Action: "sts:AssumeRole", Resource: trusting });
  await expect(assume(trusting, {}, session)).resolves.toMatchObject({ Credentials: {} });
});

test("AssumeRole: a trust policy that names the role needs no identity policy in the same account", async () => {
  const caller = await newRole();
  const trusting = await newRole(trust({ AWS: caller }));
  const { Credentials } = await assume(caller);

  await expect(assume(trusting, {}, new STSClient(options(Credentials!)))).resolves.toMatchObject({ Credentials: {} });
});

test("AssumeRole: an external id that the trust policy asks for", async () => {
  const arn = await newRole(trust(ROOT, { Condition: { StringEquals: { "sts:ExternalId": "42" } } }));

  await expect(assume(arn)).rejects.toMatchObject({ name: "AccessDenied" });
  await expect(assume(arn, { ExternalId: "41" })).rejects.toMatchObject({ name: "AccessDenied" });
  await expect(assume(arn, { ExternalId: "42" })).resolves.toMatchObject({ Credentials: {} });
});

test("AssumeRole: a session policy narrows the role", async () => {
  const arn = await newRole();
  const name = arn.split("/").at(-1);
  await grant(arn, { Effect: "Allow", Action: "*", Resource: "*" });
  const Policy = document({ Effect: "Allow", Action: "s3:*", Resource: "*" });

  const { Credentials, AssumedRoleUser, PackedPolicySize } = await assume(arn, { Policy });

  expect(PackedPolicySize).toBeGreaterThan(0);
  await expect(
    new IAMClient(options(Credentials!)).send(new GetRoleCommand({ RoleName: name! })),
  ).rejects.toMatchObject({
    message: `User: ${AssumedRoleUser!.Arn} is not authorized to perform: iam:GetRole on resource: role ${name} because no session policy allows the iam:GetRole action`,
  });
});

test("AssumeRole: session tags are principal tags", async () => {
  const arn = await newRole();
  const name = arn.split("/").at(-1)!;
  await grant(arn, {
    Effect: "Allow",
    Action: "iam:GetRole",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } },
  });
  const getRole = async (Value: string) => {
    const { Credentials } = await assume(arn, { Tags: [{ Key: "team", Value }] });
    return new IAMClient(options(Credentials!)).send(new GetRoleCommand({ RoleName: name }));
  };

  await expect(getRole("blue")).resolves.toMatchObject({ Role: { RoleName: name } });
  await expect(getRole("red")).rejects.toMatchObject({ name: "AccessDenied" });
});

test("AssumeRole: session tags need sts:TagSession", async () => {
  const arn = await newRole(trust(ROOT, { Action: "sts:AssumeRole" }));

  await expect(assume(arn, { Tags: [{ Key: "a", Value: "b" }] })).rejects.toMatchObject({
    message: `User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: sts:TagSession on resource: ${arn}`,
  });
});

test("AssumeRole refuses tags as recorded on AWS", async () => {
  const arn = await newRole();

  await expect(assume(arn, { Tags: [{ Key: "a", Value: "1" }], TransitiveTagKeys: ["b"] })).rejects.toMatchObject({
    name: "InvalidParameterValue",
    message: "The specified transitive tag key must be included in the requested tags.",
    $metadata: { httpStatusCode: 400 },
  });
  const twice = [
    { Key: "a", Value: "1" },
    { Key: "A", Value: "2" },
  ];
  await expect(assume(arn, { Tags: twice })).rejects.toMatchObject({
    message: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  });
});

test("transitive tags go on to the next role and cannot be set there", async () => {
  const first = await newRole();
  const second = await newRole();
  await grant(first, { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" });
  const { Credentials } = await assume(first, { Tags: [{ Key: "team", Value: "blue" }], TransitiveTagKeys: ["team"] });
  const chained = new STSClient(options(Credentials!));

  await expect(assume(second, { Tags: [{ Key: "TEAM", Value: "red" }] }, chained)).rejects.toMatchObject({
    name: "InvalidParameterValue",
    message:
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  });
  const next = await assume(second, {}, chained);
  await grant(second, {
    Effect: "Allow",
    Action: "iam:GetRole",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } },
  });
  await expect(
    new IAMClient(options(next.Credentials!)).send(new GetRoleCommand({ RoleName: second.split("/").at(-1)! })),
  ).resolves.toMatchObject({ Role: { Arn: second } });
});

test.each([
  ["nothing-valid-in-here", "nothing-valid-in-here is invalid"],
  ["arn::b:::something/test-role", "arn::b:::something/test-role is invalid"],
  ["arn:a::::something/test-role", "arn:a::::something/test-role is invalid"],
  ["arn:a:::something/test-role", "arn:a:::something/test-role is invalid"],
  ["arn:a:a::aaaaaaaaaa:", "arn:a:a::aaaaaaaaaa: is invalid"],
])("AssumeRole refuses the ARN %s as recorded on AWS", async (arn, message) => {
  await expect(assume(arn)).rejects.toMatchObject({
    name: "ValidationError",
    message,
    $metadata: { httpStatusCode: 400 },
  });
});

test("AssumeRole refuses a session name as recorded on AWS", async () => {
  await expect(assume(await newRole(), { RoleSessionName: "Session1:2" })).rejects.toMatchObject({
    name: "ValidationError",
    message:
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  });
});

test("AssumeRole: 15 minutes to MaxSessionDuration, an hour when chained", async () => {
  const arn = await newRole(trust(ROOT), { MaxSessionDuration: 7200 });
  await grant(arn, { Effect: "Allow", Action: "sts:*", Resource: "*" });

  await expect(assume(arn, { DurationSeconds: 899 })).rejects.toMatchObject({
    message: expect.stringContaining("Member must have value greater than or equal to 900"),
  });
  await expect(assume(arn, { DurationSeconds: 7201 })).rejects.toMatchObject({
    name: "ValidationError",
    message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  });
  const { Credentials } = await assume(arn, { DurationSeconds: 7200 });
  await expect(assume(arn, { DurationSeconds: 7200 }, new STSClient(options(Credentials!)))).rejects.toMatchObject({
    message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
  });
});

test("a session of a deleted role is denied, also when a role of that name is made anew", async () => {
  const arn = await newRole();
  const RoleName = arn.split("/").at(-1)!;
  const { Credentials } = await assume(arn);
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(ROOT) }));
  await grant(arn, { Effect: "Allow", Action: "*", Resource: "*" });

  await expect(new IAMClient(options(Credentials!)).send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  await iam.send(new GetRoleCommand({ RoleName }));
});

test("GetSessionToken: temporary credentials of the same user, not of a role", async () => {
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
  const session = new STSClient(options(Credentials!));

  await expect(session.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Arn: `arn:aws:iam::${ACCOUNT}:user/administrator`,
  });
  const role = await assume(await newRole());
  await expect(new STSClient(options(role.Credentials!)).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
    name: "AccessDenied",
    message: "Cannot call GetSessionToken with session credentials",
  });
});

test("GetAccessKeyInfo names the account of a key", async () => {
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));

  await expect(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials!.AccessKeyId }))).resolves.toMatchObject(
    { Account: ACCOUNT },
  );
});
