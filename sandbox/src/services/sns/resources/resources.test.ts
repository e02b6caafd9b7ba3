import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
let sns: SNS;
let sqs: SQS;
let stacks: CloudFormation;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  sns = new SNS(sandbox.client());
  sqs = new SQS(sandbox.client());
  stacks = new CloudFormation(sandbox.client());
});
afterAll(() => sandbox.stop());

/** What CDK makes of `topic.addSubscription(new SqsSubscription(queue))`. */
function template(topic: object, subscription: object): string {
  const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
  return JSON.stringify({
    Resources: {
      Queue: { Type: "AWS::SQS::Queue" },
      QueuePolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [{ Ref: "Queue" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: arn("Queue"),
                Condition: { ArnEquals: { "aws:SourceArn": { Ref: "Topic" } } },
              },
            ],
          },
        },
      },
      Topic: { Type: "AWS::SNS::Topic", Properties: topic },
      Subscription: {
        Type: "AWS::SNS::Subscription",
        Properties: { TopicArn: { Ref: "Topic" }, Protocol: "sqs", Endpoint: arn("Queue"), ...subscription },
      },
      TopicPolicy: {
        Type: "AWS::SNS::TopicPolicy",
        Properties: {
          Topics: [{ Ref: "Topic" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: { Ref: "Topic" } }],
          },
        },
      },
    },
    Outputs: {
      Topic: { Value: { Ref: "Topic" } },
      Name: { Value: { "Fn::GetAtt": ["Topic", "TopicName"] } },
      Subscription: { Value: { Ref: "Subscription" } },
      Url: { Value: { Ref: "Queue" } },
    },
  });
}

test("a topic with its subscription and policy is made, changed and deleted by its stack", async () => {
  const StackName = "topics";
  const outputs = (status: string) =>
    eventually(async () => {
      const { Stacks } = await stacks.describeStacks({ StackName });
      expect(Stacks![0]!.StackStatus).toBe(status);
      return Object.fromEntries(Stacks![0]!.Outputs!.map((output) => [output.OutputKey!, output.OutputValue!]));
    });
  await stacks.createStack({
    StackName,
    TemplateBody: template(
      { DisplayName: "Orders", Tags: [{ Key: "team", Value: "a" }] },
      { RawMessageDelivery: true, FilterPolicy: { kind: ["a"] } },
    ),
  });
  const { Topic, Name, Subscription, Url } = await outputs("CREATE_COMPLETE");

  expect(Topic).toBe(`arn:aws:sns:us-east-1:000000000000:${Name}`);
  expect(Name).toMatch(/^topics-Topic-/);
  expect(Subscription).toMatch(new RegExp(`^${Topic}:`));
  const { Attributes } = await sns.getTopicAttributes({ TopicArn: Topic! });
  expect(Attributes).toMatchObject({ DisplayName: "Orders", SubscriptionsConfirmed: "1" });
  expect(Attributes!["Policy"]).toContain("sns:Publish");
  const MessageAttributes = { kind: { DataType: "String", StringValue: "a" } };
  await sns.publish({ TopicArn: Topic!, Message: "filtered out" });
  await sns.publish({ TopicArn: Topic!, Message: "wanted", MessageAttributes });
  const { Messages } = await sqs.receiveMessage({ QueueUrl: Url!, WaitTimeSeconds: 5 });
  expect(Messages).toMatchObject([{ Body: "wanted" }]);

  await stacks.updateStack({ StackName, TemplateBody: template({}, { RawMessageDelivery: false }) });
  await outputs("UPDATE_COMPLETE");
  const after = await sns.getSubscriptionAttributes({ SubscriptionArn: Subscription! });
  expect(after.Attributes).toMatchObject({ RawMessageDelivery: "false" });
  expect((await sns.getTopicAttributes({ TopicArn: Topic! })).Attributes).toMatchObject({ DisplayName: "" });

  await stacks.deleteStack({ StackName });
  await eventually(async () => expect((await sns.listTopics({})).Topics ?? []).toEqual([]));
});

test("an e-mail subscription is refused before anything is made", async () => {
  const TemplateBody = JSON.stringify({
    Resources: {
      Topic: {
        Type: "AWS::SNS::Topic",
        Properties: { Subscription: [{ Protocol: "email", Endpoint: "a@example.com" }] },
      },
    },
  });

  await expect(stacks.createStack({ StackName: "mail", TemplateBody })).rejects.toMatchObject({ name: "NotEmulated" });
});
