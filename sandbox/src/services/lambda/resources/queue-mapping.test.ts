import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { Lambda } from "@aws-sdk/client-lambda";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const statement = (Action: string | string[], Resource: unknown) => ({ Effect: "Allow", Action, Resource });

/** What CDK makes of `fn.addEventSource(new SqsEventSource(queue, { ... }))`. */
function template(mapping: object): string {
  return JSON.stringify({
    Resources: {
      Orders: { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 60 } },
      Done: { Type: "AWS::SQS::Queue" },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          },
        },
      },
      Policy: {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "worker",
          Roles: [{ Ref: "Role" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              statement(
                [
                  "sqs:ReceiveMessage",
                  "sqs:ChangeMessageVisibility",
                  "sqs:GetQueueUrl",
                  "sqs:DeleteMessage",
                  "sqs:GetQueueAttributes",
                ],
                arn("Orders"),
              ),
              statement("sqs:SendMessage", arn("Done")),
            ],
          },
        },
      },
      Worker: {
        Type: "AWS::Lambda::Function",
        DependsOn: ["Policy"],
        Properties: {
          Runtime: "nodejs22.x",
          Handler: "index.handler",
          Timeout: 10,
          Role: arn("Role"),
          Environment: { Variables: { DONE: { Ref: "Done" } } },
          Code: {
            ZipFile: `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
              exports.handler = async ({ Records }) => {
                for (const { body } of Records)
                  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.DONE, MessageBody: body }));
              };`,
          },
        },
      },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { EventSourceArn: arn("Orders"), FunctionName: { Ref: "Worker" }, ...mapping },
      },
    },
    Outputs: {
      Orders: { Value: { Ref: "Orders" } },
      Done: { Value: { Ref: "Done" } },
      Mapping: { Value: { Ref: "Mapping" } },
    },
  });
}

test("a queue feeds a function of the same stack; a setting that is dropped returns to its default", async () => {
  const StackName = "worker";
  const stacks = new CloudFormation(sandbox.client());
  const lambda = new Lambda(sandbox.client());
  const sqs = new SQS(sandbox.client());
  const outputs = (status: string) =>
    eventually(async () => {
      const { Stacks } = await stacks.describeStacks({ StackName });
      expect(Stacks![0]!.StackStatus).toBe(status);
      return Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey!, output.OutputValue!]));
    });

  await stacks.createStack({
    StackName,
    Capabilities: ["CAPABILITY_IAM"],
    TemplateBody: template({
      BatchSize: 20,
      MaximumBatchingWindowInSeconds: 2,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 3 },
    }),
  });
  const { Orders, Done, Mapping } = await outputs("CREATE_COMPLETE");
  const mapping = () => lambda.getEventSourceMapping({ UUID: Mapping! });
  expect(await mapping()).toMatchObject({ BatchSize: 20, ScalingConfig: { MaximumConcurrency: 3 }, State: "Enabled" });
  await sqs.sendMessage({ QueueUrl: Orders!, MessageBody: "order" });
  await eventually(async () => {
    await sandbox.control("jump?within=5000");
    expect((await sqs.receiveMessage({ QueueUrl: Done! })).Messages).toMatchObject([{ Body: "order" }]);
  });

  await stacks.updateStack({ StackName, Capabilities: ["CAPABILITY_IAM"], TemplateBody: template({}) });
  await outputs("UPDATE_COMPLETE");
  const after = await mapping();
  expect(after).toMatchObject({ BatchSize: 10, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [] });
  expect(after.ScalingConfig).toBeUndefined();

  await stacks.deleteStack({ StackName });
  await eventually(async () => expect((await lambda.listEventSourceMappings({})).EventSourceMappings).toEqual([]));
});
