import * as cloudformation from "@aws-sdk/client-cloudformation";
import * as ssm from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("a parameter is made, changed and deleted by its stack", async () => {
  const stacks = new cloudformation.CloudFormationClient(sandbox.client());
  const client = new ssm.SSMClient(sandbox.client());
  const StackName = `settings-${process.pid}`;
  const template = (Value: string, Tags?: object) =>
    JSON.stringify({
      Resources: { Setting: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value, Tags } } },
      Outputs: { Name: { Value: { Ref: "Setting" } }, Value: { Value: { "Fn::GetAtt": ["Setting", "Value"] } } },
    });
  const outputs = (status: string) =>
    eventually(async () => {
      const { Stacks } = await stacks.send(new cloudformation.DescribeStacksCommand({ StackName }));
      expect(Stacks![0]!.StackStatus).toBe(status);
      return Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey, output.OutputValue]));
    });

  await stacks.send(new cloudformation.CreateStackCommand({ StackName, TemplateBody: template("1", { a: "1" }) }));
  const { Name } = await outputs("CREATE_COMPLETE");
  expect(Name).toMatch(new RegExp(`^${StackName}-Setting-[A-Z0-9]+$`));
  const tags = await client.send(new ssm.ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: Name }));
  expect(tags.TagList).toContainEqual({ Key: "a", Value: "1" });

  await stacks.send(new cloudformation.UpdateStackCommand({ StackName, TemplateBody: template("2") }));
  expect(await outputs("UPDATE_COMPLETE")).toEqual({ Name, Value: "2" });
  const { Parameter } = await client.send(new ssm.GetParameterCommand({ Name }));
  expect(Parameter).toMatchObject({ Value: "2", Version: 2 });

  await stacks.send(new cloudformation.DeleteStackCommand({ StackName }));
  await eventually(() =>
    expect(client.send(new ssm.GetParameterCommand({ Name }))).rejects.toMatchObject({ name: "ParameterNotFound" }),
  );
});
