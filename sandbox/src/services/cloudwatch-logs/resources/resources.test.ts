import * as cloudformation from "@aws-sdk/client-cloudformation";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("a log group and its stream are made, changed and deleted by their stack", async () => {
  const stacks = new cloudformation.CloudFormationClient(sandbox.client());
  const client = new logs.CloudWatchLogsClient(sandbox.client());
  const StackName = `logs-${process.pid}`;
  const template = (RetentionInDays?: number) =>
    JSON.stringify({
      Resources: {
        Group: { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays } },
        Stream: { Type: "AWS::Logs::LogStream", Properties: { LogGroupName: { Ref: "Group" } } },
      },
      Outputs: {
        Name: { Value: { Ref: "Group" } },
        Arn: { Value: { "Fn::GetAtt": ["Group", "Arn"] } },
        Stream: { Value: { Ref: "Stream" } },
      },
    });
  const outputs = (status: string) =>
    eventually(async () => {
      const { Stacks } = await stacks.send(new cloudformation.DescribeStacksCommand({ StackName }));
      expect(Stacks![0]!.StackStatus).toBe(status);
      return Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey, output.OutputValue]));
    });
  const describe = async (logGroupNamePrefix: string | undefined) =>
    (await client.send(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups;

  await stacks.send(new cloudformation.CreateStackCommand({ StackName, TemplateBody: template(731) }));
  const { Name, Arn, Stream } = await outputs("CREATE_COMPLETE");
  expect(Arn).toBe(`arn:aws:logs:us-east-1:000000000000:log-group:${Name}:*`);
  expect(await describe(Name)).toMatchObject([{ logGroupName: Name, arn: Arn, retentionInDays: 731 }]);
  const { logStreams } = await client.send(new logs.DescribeLogStreamsCommand({ logGroupName: Name }));
  expect(logStreams).toMatchObject([{ logStreamName: Stream }]);

  await stacks.send(new cloudformation.UpdateStackCommand({ StackName, TemplateBody: template() }));
  await outputs("UPDATE_COMPLETE");
  expect((await describe(Name))?.[0]?.retentionInDays).toBeUndefined();

  await stacks.send(new cloudformation.DeleteStackCommand({ StackName }));
  await eventually(async () => expect(await describe(Name)).toEqual([]));
});
