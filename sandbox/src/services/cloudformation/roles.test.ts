import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let iam: IAMClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  iam = new IAMClient(sandbox.client());
});
afterAll(() => sandbox.stop());

async function role(RoleName: string, principal: object, actions: string[]): Promise<string> {
  const statement = (more: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...more }] });
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: statement({ Principal: principal, Action: "sts:AssumeRole" }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: "p",
      PolicyDocument: statement({ Action: actions, Resource: "*" }),
    }),
  );
  return Role!.Arn!;
}

const SERVICE = { Service: "cloudformation.amazonaws.com" };
const TEMPLATE = JSON.stringify({
  Resources: { P: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: "v" } } },
});

async function clientAs(RoleArn: string): Promise<CloudFormationClient> {
  const { Credentials } = await new STSClient(sandbox.client()).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "session" }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return new CloudFormationClient(
    sandbox.client({
      credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! },
    }),
  );
}

test("resources are made with the permissions of the stack's role, not the caller's", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const allowed = await role("may-put", SERVICE, ["ssm:*"]);
  const denied = await role("may-not-put", SERVICE, ["ssm:GetParameter"]);
  await cloudformation.send(new CreateStackCommand({ StackName: "allowed", TemplateBody: TEMPLATE, RoleARN: allowed }));
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: "allowed" }));
  expect(Stacks).toMatchObject([{ StackStatus: "CREATE_COMPLETE", RoleARN: allowed }]);

  await cloudformation.send(new CreateStackCommand({ StackName: "denied", TemplateBody: TEMPLATE, RoleARN: denied }));
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: "denied" }));
  const reason = StackEvents!.find((event) => event.ResourceStatus === "CREATE_FAILED")!.ResourceStatusReason;
  expect(reason).toMatch(
    /^Resource handler returned message: "User: arn:aws:sts::000000000000:assumed-role\/may-not-put\/AWSCloudFormation is not authorized to perform: ssm:PutParameter on resource: .*HandlerErrorCode: AccessDenied\)$/,
  );
});

test("a role that does not trust CloudFormation is refused", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const arn = await role("trusts-nobody", { Service: "lambda.amazonaws.com" }, ["*"]);
  await expect(
    cloudformation.send(new CreateStackCommand({ StackName: "untrusted", TemplateBody: TEMPLATE, RoleARN: arn })),
  ).rejects.toMatchObject({ name: "ValidationError", message: `Role ${arn} is invalid or cannot be assumed` });
  await expect(cloudformation.send(new DescribeStacksCommand({ StackName: "untrusted" }))).rejects.toThrow(
    "does not exist",
  );
});

test("the caller needs cloudformation:CreateStack, and iam:PassRole for a role", async () => {
  const passed = await role("passed", SERVICE, ["ssm:*"]);
  const caller = await clientAs(await role("creator", { AWS: "000000000000" }, ["cloudformation:*", "ssm:*"]));
  await caller.send(new CreateStackCommand({ StackName: "own", TemplateBody: TEMPLATE }));
  await expect(
    caller.send(new CreateStackCommand({ StackName: "passing", TemplateBody: TEMPLATE, RoleARN: passed })),
  ).rejects.toMatchObject({ name: "AccessDenied", message: expect.stringContaining("iam:PassRole") });
  const nobody = await clientAs(await role("nobody", { AWS: "000000000000" }, ["ssm:*"]));
  await expect(
    nobody.send(new CreateStackCommand({ StackName: "other", TemplateBody: TEMPLATE })),
  ).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringContaining(
      "is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:us-east-1:000000000000:stack/other/*",
    ),
  });
});
