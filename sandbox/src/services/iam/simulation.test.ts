import { IAM, type SimulatePrincipalPolicyCommandInput } from "@aws-sdk/client-iam";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

const ACCOUNT = "000000000000";
const OTHER = "222222222222";
let sandbox: TestSandbox;
let iam: IAM;
let user: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAM(sandbox.client());
  user = await newUser(
    { Effect: "Allow", Action: "s3:*", Resource: "*" },
    { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
    {
      Effect: "Allow",
      Action: "sqs:*",
      Resource: "arn:aws:sqs:*:*:${aws:username}",
      Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
    },
  );
});
afterAll(() => sandbox.stop());

const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

async function newUser(...statements: object[]): Promise<string> {
  const UserName = `user-${randomUUID().slice(0, 8)}`;
  const { User } = await iam.createUser({ UserName });
  await iam.putUserPolicy({ UserName, PolicyName: "own", PolicyDocument: document(...statements) });
  return User!.Arn!;
}

async function simulate(input: Partial<SimulatePrincipalPolicyCommandInput>) {
  const { EvaluationResults } = await iam.simulatePrincipalPolicy({
    PolicySourceArn: user,
    ActionNames: ["s3:GetObject"],
    ...input,
  });
  return EvaluationResults!;
}

/** The decisions alone. */
async function decisions(input: Partial<SimulatePrincipalPolicyCommandInput>) {
  return (await simulate(input)).map(({ EvalDecision }) => EvalDecision);
}

test("each action on each resource; details only with a resource", async () => {
  const input = { ActionNames: ["s3:GetObject", "s3:DeleteBucket", "sns:Publish"] };

  await expect(decisions(input)).resolves.toEqual(["allowed", "explicitDeny", "implicitDeny"]);
  const [everything] = await simulate({});
  expect(everything!.EvalDecisionDetails).toBeUndefined();
  const [bucket, key] = await simulate({ ResourceArns: ["arn:aws:s3:::b", "arn:aws:s3:::b/k"] });
  expect(bucket).toMatchObject({ EvalResourceName: "arn:aws:s3:::b", EvalDecisionDetails: {} });
  expect(key).toMatchObject({ EvalResourceName: "arn:aws:s3:::b/k" });
});

test("context keys: those that are missing are told, those that are given count, and the user's own are known", async () => {
  const input = {
    ActionNames: ["sqs:SendMessage"],
    ResourceArns: [`arn:aws:sqs:us-east-1:${ACCOUNT}:${user.split("/").at(-1)}`],
  };

  const [without] = await simulate(input);
  expect(without).toMatchObject({ EvalDecision: "implicitDeny", MissingContextValues: ["aws:RequestedRegion"] });
  const [given] = await simulate({
    ...input,
    ContextEntries: [
      { ContextKeyName: "aws:RequestedRegion", ContextKeyType: "string", ContextKeyValues: ["us-east-1"] },
    ],
  });
  expect(given).toMatchObject({ EvalDecision: "allowed", MissingContextValues: [] });
});

test("a permissions boundary is told apart", async () => {
  const boundary = document({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });
  const input = { ActionNames: ["s3:GetObject", "s3:PutObject"], PermissionsBoundaryPolicyInputList: [boundary] };

  const [get, put] = await simulate(input);

  expect(get).toMatchObject({
    EvalDecision: "allowed",
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
  });
  expect(put).toMatchObject({
    EvalDecision: "implicitDeny",
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
  });
});

test("policies that are given count beside those of the principal", async () => {
  const more = document({ Effect: "Allow", Action: "sns:Publish", Resource: "*" });

  const [result] = await simulate({ ActionNames: ["sns:Publish"], PolicyInputList: [more] });

  expect(result).toMatchObject({
    EvalDecision: "allowed",
    MatchedStatements: [{ SourcePolicyId: "PolicyInputList.1", SourcePolicyType: "IAM Policy" }],
  });
});

test("across accounts both sides count, and each is told", async () => {
  const input = {
    ResourceArns: ["arn:aws:s3:::theirs/k"],
    ResourceOwner: `arn:aws:iam::${OTHER}:root`,
  };
  const allow = (Principal: object) =>
    document({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::theirs/*" });

  const [without] = await simulate(input);
  expect(without).toMatchObject({
    EvalDecision: "implicitDeny",
    EvalDecisionDetails: { "IAM Policy": "allowed", "Resource Policy": "implicitDeny" },
  });
  const [both] = await simulate({ ...input, ResourcePolicy: allow({ AWS: user }) });
  expect(both).toMatchObject({
    EvalDecision: "allowed",
    EvalDecisionDetails: { "IAM Policy": "allowed", "Resource Policy": "allowed" },
  });
  await expect(decisions({ ...input, ResourcePolicy: allow({ AWS: ACCOUNT }) })).resolves.toEqual(["allowed"]);
  await expect(decisions({ ...input, ResourcePolicy: allow({ AWS: OTHER }) })).resolves.toEqual(["implicitDeny"]);
});

test("the policies of a role, called by a user", async () => {
  const RoleName = `role-${randomUUID().slice(0, 8)}`;
  const trust = document({ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" });
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
  const input = { PolicySourceArn: Role!.Arn!, ResourceArns: ["arn:aws:s3:::b/k"] };
  const ResourcePolicy = document({
    Effect: "Allow",
    Principal: { AWS: user },
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::b/*",
  });

  await expect(decisions(input)).resolves.toEqual(["implicitDeny"]);
  await expect(simulate({ ...input, ResourcePolicy })).rejects.toMatchObject({ name: "InvalidInputException" });
  await expect(decisions({ ...input, ResourcePolicy, CallerArn: user })).resolves.toEqual(["allowed"]);
});

test.each<[string, Partial<SimulatePrincipalPolicyCommandInput>, string]>([
  ["an action without service", { ActionNames: ["GetObject"] }, "Invalid Action Name: GetObject"],
  ["an action with a wildcard", { ActionNames: ["s3:*"] }, "Invalid Action Name: s3:*"],
  [
    "a resource that is no ARN",
    { ResourceArns: ["14a050d4-021e-4efe-84bb-0871bf6d0fda"] },
    "ResourceNames are not in a valid ARN format: 14a050d4-021e-4efe-84bb-0871bf6d0fda.",
  ],
  ["an owner that is no ARN", { ResourceOwner: "123456789012" }, "'123456789012' is not a valid as a Resource Owner."],
  [
    "a resource policy that is no JSON",
    { ResourcePolicy: "{", ResourceArns: ["arn:aws:s3:::b"] },
    "The policy is not in the valid JSON format.",
  ],
  [
    "a resource policy with a statement that is none",
    { ResourcePolicy: '{"Statement":[null]}', ResourceArns: ["arn:aws:s3:::b"] },
    "Syntax errors in policy.",
  ],
  [
    "a resource policy with a principal that is none",
    {
      ResourcePolicy: JSON.stringify({
        Statement: { Effect: "Allow", Principal: null, Action: "s3:*", Resource: "*" },
      }),
      ResourceArns: ["arn:aws:s3:::b"],
    },
    "Syntax errors in policy.",
  ],
  [
    "a caller that is no user",
    { CallerArn: "arn:aws:iam::000000000000:role/r" },
    "Invalid Caller Arn: arn:aws:iam::000000000000:role/r is not a user.",
  ],
])("refuses %s", async (_name, input, message) => {
  await expect(simulate(input)).rejects.toMatchObject({ name: "InvalidInputException", message });
});
