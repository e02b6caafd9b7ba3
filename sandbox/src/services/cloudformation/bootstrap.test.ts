import { CloudFormationClient, DescribeStacksCommand, UpdateStackCommand } from "@aws-sdk/client-cloudformation";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("each account and Region has a CDKToolkit stack with roles that can be assumed", async () => {
  for (const options of [{}, { region: "eu-west-1" }, { account: "111111111111" }]) {
    const { account = "000000000000", region = "us-east-1" }: { account?: string; region?: string } = options;
    const client = sandbox.client(options);
    const { Stacks } = await new CloudFormationClient(client).send(
      new DescribeStacksCommand({ StackName: "CDKToolkit" }),
    );
    const outputs = Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey, output.OutputValue]));
    expect(outputs).toMatchObject({
      BucketName: `cdk-hnb659fds-assets-${account}-${region}`,
      BootstrapVersion: expect.any(String),
    });
    const { Parameter } = await new SSMClient(client).send(
      new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" }),
    );
    expect(Parameter!.Value).toBe(outputs.BootstrapVersion);
    for (const name of ["deploy-role", "file-publishing-role", "lookup-role", "image-publishing-role"])
      await new STSClient(client).send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-${account}-${region}`,
          RoleSessionName: "cdk",
        }),
      );
    const { repositories } = await new ECRClient(client).send(new DescribeRepositoriesCommand({}));
    expect(repositories).toMatchObject([
      { repositoryName: outputs.ImageRepositoryName, imageTagMutability: "IMMUTABLE" },
    ]);
  }
});

test("it is a stack like others: parameters of it can be changed", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client({ account: "222222222222" }));
  const [before] = (await cloudformation.send(new DescribeStacksCommand({ StackName: "CDKToolkit" }))).Stacks!;
  await cloudformation.send(
    new UpdateStackCommand({
      StackName: "CDKToolkit",
      UsePreviousTemplate: true,
      Capabilities: ["CAPABILITY_NAMED_IAM"],
      Parameters: before!.Parameters!.map(({ ParameterKey }) =>
        ParameterKey === "TrustedAccounts"
          ? { ParameterKey, ParameterValue: "000000000000" }
          : ParameterKey === "CloudFormationExecutionPolicies"
            ? { ParameterKey, ParameterValue: "arn:aws:iam::aws:policy/AdministratorAccess" }
            : { ParameterKey, UsePreviousValue: true },
      ),
    }),
  );
  const [after] = (await cloudformation.send(new DescribeStacksCommand({ StackName: "CDKToolkit" }))).Stacks!;
  expect(after!.StackStatus).toBe("UPDATE_COMPLETE");
  // The other account may now deploy.
  await new STSClient(sandbox.client()).send(
    new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-us-east-1",
      RoleSessionName: "trusted",
    }),
  );
});
