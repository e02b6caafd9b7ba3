import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../testing.ts";
import { startSqsTest } from "../testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
let stacks: CloudFormation;
beforeAll(async () => {
  setup = await startSqsTest();
  stacks = new CloudFormation(setup.sandbox.client());
});
afterAll(() => setup.stop());

const policy = (queue: string, Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action, Resource: { "Fn::GetAtt": [queue, "Arn"] } }],
});

function template(properties: object, action: string): string {
  return JSON.stringify({
    Resources: {
      Dead: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } },
      Orders: {
        Type: "AWS::SQS::Queue",
        Properties: {
          FifoQueue: true,
          RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] }, maxReceiveCount: 3 },
          ...properties,
        },
      },
      Policy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: { Queues: [{ Ref: "Orders" }], PolicyDocument: policy("Orders", action) },
      },
      Inline: {
        Type: "AWS::SQS::QueueInlinePolicy",
        Properties: { Queue: { Ref: "Dead" }, PolicyDocument: policy("Dead", action) },
      },
    },
    Outputs: {
      Url: { Value: { Ref: "Orders" } },
      Name: { Value: { "Fn::GetAtt": ["Orders", "QueueName"] } },
      Arn: { Value: { "Fn::GetAtt": ["Orders", "Arn"] } },
      Dead: { Value: { Ref: "Dead" } },
    },
  });
}

test("queues and policies are made, changed and deleted by their stack", async () => {
  const StackName = "queues";
  const outputs = (status: string) =>
    eventually(async () => {
      const { Stacks } = await stacks.describeStacks({ StackName });
      expect(Stacks![0]!.StackStatus).toBe(status);
      return Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey!, output.OutputValue!]));
    });
  const attributes = async (QueueUrl: string) =>
    (await setup.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] })).Attributes!;

  await stacks.createStack({
    StackName,
    TemplateBody: template(
      { VisibilityTimeout: 45, ContentBasedDeduplication: true, Tags: [{ Key: "team", Value: "a" }] },
      "sqs:SendMessage",
    ),
  });
  const { Url, Name, Arn, Dead } = await outputs("CREATE_COMPLETE");
  expect(Name).toMatch(/^queues-Orders-\w+\.fifo$/);
  expect(Url).toBe(`${setup.sandbox.endpoint}/000000000000/${Name}`);
  expect(Arn).toBe(`arn:aws:sqs:us-east-1:000000000000:${Name}`);
  expect(await attributes(Url!)).toMatchObject({ VisibilityTimeout: "45", ContentBasedDeduplication: "true" });
  expect((await attributes(Url!))["Policy"]).toContain("sqs:SendMessage");
  expect((await setup.sqs.listQueueTags({ QueueUrl: Url! })).Tags).toMatchObject({ team: "a" });

  await stacks.updateStack({ StackName, TemplateBody: template({ DelaySeconds: 3 }, "sqs:ReceiveMessage") });
  await outputs("UPDATE_COMPLETE");
  expect(await attributes(Url!)).toMatchObject({
    VisibilityTimeout: "30",
    ContentBasedDeduplication: "false",
    DelaySeconds: "3",
  });
  expect((await attributes(Dead!))["Policy"]).toContain("sqs:ReceiveMessage");
  expect((await setup.sqs.listQueueTags({ QueueUrl: Url! })).Tags ?? {}).not.toHaveProperty("team");

  await stacks.deleteStack({ StackName });
  await eventually(async () =>
    expect((await setup.sqs.listQueues({ QueueNamePrefix: "queues-" })).QueueUrls ?? []).toEqual([]),
  );
});

test("a name is free for the next stack at once", async () => {
  const TemplateBody = JSON.stringify({
    Resources: { Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "fixed" } } },
  });
  const isThere = async () => (await setup.sqs.listQueues({ QueueNamePrefix: "fixed" })).QueueUrls?.length ?? 0;
  for (const StackName of ["first", "second"]) {
    await stacks.createStack({ StackName, TemplateBody });
    await eventually(async () => expect(await isThere()).toBe(1));
    await stacks.deleteStack({ StackName });
    await eventually(async () => expect(await isThere()).toBe(0));
  }
});
