import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import {
  GetGroupCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
let iam: IAMClient;
let cloudformation: CloudFormationClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client());
  cloudformation = new CloudFormationClient(sandbox.client());
});
afterAll(async () => {
  iam.destroy();
  cloudformation.destroy();
  await sandbox.stop();
});

const CAPABILITIES = { Capabilities: ["CAPABILITY_NAMED_IAM" as const] };
const policy = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/** Waits for the end of the deployment and returns the stack's outputs. */
async function settled(StackName: string, status: string): Promise<Record<string, string>> {
  return eventually(async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    if (Stacks![0]!.StackStatus !== status) {
      const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
      const reasons = StackEvents!.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
      throw new Error(`${Stacks![0]!.StackStatus}: ${reasons.join("; ")}`);
    }
    return Object.fromEntries(
      (Stacks![0]!.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
    );
  });
}

const template = (Resources: object, outputs: Record<string, unknown>) =>
  JSON.stringify({
    Resources,
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  });

async function create(Resources: object, outputs: Record<string, unknown>) {
  const StackName = `iam-${randomUUID().slice(0, 8)}`;
  await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody: template(Resources, outputs), ...CAPABILITIES }),
  );
  return { StackName, outputs: await settled(StackName, "CREATE_COMPLETE") };
}

async function update(StackName: string, Resources: object, outputs: Record<string, unknown>) {
  await cloudformation.send(
    new UpdateStackCommand({ StackName, TemplateBody: template(Resources, outputs), ...CAPABILITIES }),
  );
  return settled(StackName, "UPDATE_COMPLETE");
}

async function remove(StackName: string): Promise<void> {
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await eventually(() =>
    expect(cloudformation.send(new DescribeStacksCommand({ StackName }))).rejects.toMatchObject({
      message: expect.stringContaining("does not exist"),
    }),
  );
}

test("AWS::IAM::Role and AWS::IAM::Policy as CDK writes them: create, update, delete", async () => {
  const role = (more: object) => ({ Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: TRUST, ...more } });
  const inline = (action: string) => ({
    Type: "AWS::IAM::Policy",
    Properties: { PolicyName: "DefaultPolicy", PolicyDocument: policy(action), Roles: [{ Ref: "Role" }] },
  });
  const outputs = {
    Ref: { Ref: "Role" },
    Arn: { "Fn::GetAtt": ["Role", "Arn"] },
    Id: { "Fn::GetAtt": ["Role", "RoleId"] },
  };

  const made = await create({ Role: role({ ManagedPolicyArns: [BASIC] }), Policy: inline("s3:GetObject") }, outputs);
  const RoleName = made.outputs.Ref!;
  expect(RoleName).toMatch(new RegExp(`^${made.StackName}-Role-`));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(made.outputs).toEqual({ Ref: Role!.RoleName, Arn: Role!.Arn, Id: Role!.RoleId });
  const document = async () => {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "DefaultPolicy" }));
    return JSON.parse(decodeURIComponent(PolicyDocument!));
  };
  await expect(document()).resolves.toEqual(policy("s3:GetObject"));

  const changed = role({ Description: "d", Policies: [{ PolicyName: "own", PolicyDocument: policy("sqs:*") }] });
  await update(made.StackName, { Role: changed, Policy: inline("s3:PutObject") }, outputs);
  await expect(document()).resolves.toEqual(policy("s3:PutObject"));
  await expect(iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).resolves.toMatchObject({
    AttachedPolicies: [],
  });
  await expect(iam.send(new ListRolePoliciesCommand({ RoleName }))).resolves.toMatchObject({
    PolicyNames: ["DefaultPolicy", "own"],
  });
  await expect(iam.send(new GetRoleCommand({ RoleName }))).resolves.toMatchObject({ Role: { Description: "d" } });

  await remove(made.StackName);
  await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({ Code: "NoSuchEntity" });
});

test("AWS::IAM::ManagedPolicy, User, Group, AccessKey and UserToGroupAddition", async () => {
  const resources = (action: string, status: string) => ({
    Managed: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { PolicyDocument: policy(action), Users: [{ Ref: "User" }] },
    },
    Group: {
      Type: "AWS::IAM::Group",
      Properties: { Policies: [{ PolicyName: "g", PolicyDocument: policy("sns:*") }] },
    },
    User: { Type: "AWS::IAM::User", Properties: { Path: "/team/", Tags: [{ Key: "k", Value: "v" }] } },
    Key: { Type: "AWS::IAM::AccessKey", Properties: { UserName: { Ref: "User" }, Status: status } },
    Member: {
      Type: "AWS::IAM::UserToGroupAddition",
      Properties: { GroupName: { Ref: "Group" }, Users: [{ Ref: "User" }] },
    },
  });
  const outputs = {
    Managed: { Ref: "Managed" },
    Group: { Ref: "Group" },
    User: { Ref: "User" },
    UserArn: { "Fn::GetAtt": ["User", "Arn"] },
    Key: { Ref: "Key" },
    Secret: { "Fn::GetAtt": ["Key", "SecretAccessKey"] },
  };

  const made = await create(resources("s3:GetObject", "Active"), outputs);
  const { User: UserName, Managed: PolicyArn, Group: GroupName } = made.outputs;
  const { User } = await iam.send(new GetUserCommand({ UserName }));
  expect(made.outputs.UserArn).toBe(User!.Arn);
  expect(made.outputs.Secret).toMatch(/^\S{40}$/);
  await expect(iam.send(new ListAttachedUserPoliciesCommand({ UserName }))).resolves.toMatchObject({
    AttachedPolicies: [{ PolicyArn }],
  });
  await expect(iam.send(new GetGroupCommand({ GroupName }))).resolves.toMatchObject({ Users: [{ UserName }] });

  await update(made.StackName, resources("s3:PutObject", "Inactive"), outputs);
  await expect(iam.send(new ListPolicyVersionsCommand({ PolicyArn }))).resolves.toMatchObject({
    Versions: [{ VersionId: "v2", IsDefaultVersion: true }, { VersionId: "v1" }],
  });
  await expect(iam.send(new ListAccessKeysCommand({ UserName }))).resolves.toMatchObject({
    AccessKeyMetadata: [{ AccessKeyId: made.outputs.Key, Status: "Inactive" }],
  });

  await remove(made.StackName);
  await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({ Code: "NoSuchEntity" });
  await expect(iam.send(new GetUserCommand({ UserName }))).rejects.toMatchObject({ Code: "NoSuchEntity" });
});

test("a role that IAM refuses fails its stack with IAM's words, and leaves nothing behind", async () => {
  const StackName = `iam-${randomUUID().slice(0, 8)}`;
  const RoleName = `${StackName}-role`;
  const Role = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName,
      AssumeRolePolicyDocument: TRUST,
      Policies: [
        {
          PolicyName: "p",
          PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*" }] },
        },
      ],
    },
  };
  await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody: template({ Role }, {}), ...CAPABILITIES }),
  );
  await settled(StackName, "ROLLBACK_COMPLETE");

  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  expect(StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain(
    "Policy statement must contain resources.",
  );
  await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({ Code: "NoSuchEntity" });
});
