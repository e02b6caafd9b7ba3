import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import * as s3 from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { SSMClient, GetParameterCommand } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../testing.ts";
import { functionsOf } from "../../lambda/testing.ts";
import { startS3Test } from "../testing.ts";

// Shapes: recordings of AWS (2025) and notification-content-structure.html (2026-11).
let setup: Awaited<ReturnType<typeof startS3Test>>;
let functions: ReturnType<typeof functionsOf>;
let parameters: SSMClient;
let role: string;

/** Keeps its last event in a parameter named like the function. */
const KEEPER = `const { SSMClient, PutParameterCommand } = require("@aws-sdk/client-ssm");
exports.handler = (event) => new SSMClient({}).send(new PutParameterCommand({
  Name: process.env.AWS_LAMBDA_FUNCTION_NAME, Value: JSON.stringify(event), Type: "String", Overwrite: true }));`;

beforeAll(async () => {
  setup = await startS3Test();
  functions = functionsOf(setup.sandbox);
  parameters = new SSMClient(setup.sandbox.client());
  role = await functions.role("ssm:PutParameter");
});
afterAll(() => setup.stop());

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** A function that keeps its events and that S3 may invoke for the bucket. */
async function keeper(Bucket: string): Promise<string> {
  const FunctionName = await functions.create(KEEPER, role);
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: `arn:aws:s3:::${Bucket}`,
      SourceAccount: "000000000000",
    }),
  );
  return FunctionName;
}

function configure(Bucket: string, ...configurations: object[]) {
  const LambdaFunctionConfigurations = configurations as s3.LambdaFunctionConfiguration[];
  return setup.client.send(
    new s3.PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { LambdaFunctionConfigurations },
    }),
  );
}

/** The record of the last event the function got, once it is one of that name. */
function lastRecord(functionName: string, eventName: string, prepare?: () => Promise<unknown>) {
  return eventually(async () => {
    await prepare?.();
    const { Parameter } = await parameters.send(new GetParameterCommand({ Name: functionName }));
    const { Records } = JSON.parse(Parameter!.Value!);
    expect(Records).toHaveLength(1);
    expect(Records[0].eventName).toBe(eventName);
    return Records[0];
  });
}

test("an object that is put invokes the function with AWS's event", async () => {
  const Bucket = await setup.newBucket();
  const name = await keeper(Bucket);
  await configure(Bucket, {
    Id: "config",
    LambdaFunctionArn: arnOf(name),
    Events: ["s3:ObjectCreated:*"],
    Filter: {
      Key: {
        FilterRules: [
          { Name: "prefix", Value: "in/" },
          { Name: "SUFFIX", Value: ".txt" },
        ],
      },
    },
  });

  const { ETag } = await setup.put(Bucket, "in/a b@c.txt", "hello");
  await setup.put(Bucket, "in/other.md");
  await setup.put(Bucket, "out/a.txt");

  const record = await lastRecord(name, "ObjectCreated:Put");
  expect(record).toEqual({
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: "us-east-1",
    eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    eventName: "ObjectCreated:Put",
    userIdentity: { principalId: expect.stringMatching(/^AWS:AIDA/) },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": expect.any(String), "x-amz-id-2": expect.any(String) },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: "config",
      bucket: { name: Bucket, ownerIdentity: { principalId: expect.any(String) }, arn: `arn:aws:s3:::${Bucket}` },
      object: {
        key: "in/a+b%40c.txt",
        size: 5,
        eTag: ETag!.replaceAll('"', ""),
        sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
      },
    },
  });
  const configuration = await setup.client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
  expect(configuration.LambdaFunctionConfigurations![0]!.Filter!.Key!.FilterRules).toEqual([
    { Name: "Prefix", Value: "in/" },
    { Name: "Suffix", Value: ".txt" },
  ]);
});

test("copies, tags and deletions have events of their own", async () => {
  const Bucket = await setup.newBucket("Enabled");
  const name = await keeper(Bucket);
  const Events = ["s3:ObjectCreated:Copy", "s3:ObjectTagging:*", "s3:ObjectRemoved:*"];
  await configure(Bucket, { LambdaFunctionArn: arnOf(name), Events });
  await setup.put(Bucket, "k");

  await setup.client.send(new s3.CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/k` }));
  const copied = await lastRecord(name, "ObjectCreated:Copy");
  const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
  await setup.client.send(new s3.PutObjectTaggingCommand({ Bucket, Key: "copy", Tagging }));
  const tagged = await lastRecord(name, "ObjectTagging:Put");
  const Delete = { Objects: [{ Key: "copy" }] };
  await setup.client.send(new s3.DeleteObjectsCommand({ Bucket, Delete }));
  const marked = await lastRecord(name, "ObjectRemoved:DeleteMarkerCreated");
  const VersionId = copied.s3.object.versionId as string;
  await setup.client.send(new s3.DeleteObjectCommand({ Bucket, Key: "copy", VersionId }));
  const removed = await lastRecord(name, "ObjectRemoved:Delete");

  expect(tagged.eventVersion).toBe("2.3");
  expect(Object.keys(tagged.s3.object)).toEqual(["key", "eTag", "versionId"]);
  expect(marked.s3.object.eTag).toBe("d41d8cd98f00b204e9800998ecf8427e");
  expect(removed.s3.object).toEqual({ key: "copy", versionId: VersionId, sequencer: expect.any(String) });
  expect(removed.s3.object.sequencer > copied.s3.object.sequencer).toBe(true);
});

test("an object that expires is told at midnight of the virtual clock", async () => {
  const Bucket = await setup.newBucket();
  const name = await keeper(Bucket);
  await configure(Bucket, { LambdaFunctionArn: arnOf(name), Events: ["s3:LifecycleExpiration:*"] });
  await setup.client.send(
    new s3.PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
      },
    }),
  );
  await setup.put(Bucket, "old");

  const record = await lastRecord(name, "LifecycleExpiration:Delete", () => functions.jump());
  expect(record).toMatchObject({ eventVersion: "2.3", userIdentity: { principalId: "s3.amazonaws.com" } });
});

test("a function that S3 may not invoke, or that does not exist, is refused", async () => {
  const Bucket = await setup.newBucket();
  const other = await setup.newBucket();
  const LambdaFunctionArn = arnOf(await keeper(other));
  const Events = ["s3:ObjectCreated:*"];

  await expect(configure(Bucket, { LambdaFunctionArn, Events })).rejects.toMatchObject({
    name: "InvalidArgument",
    message: "Unable to validate the following destination configurations",
    ArgumentName1: `${LambdaFunctionArn}, null`,
    ArgumentValue1: `Not authorized to invoke function [${LambdaFunctionArn}]`,
  });
  await expect(configure(Bucket, { LambdaFunctionArn: arnOf("none"), Events })).rejects.toThrow(/Unable to validate/);
  await setup.client.send(
    new s3.PutBucketNotificationConfigurationCommand({
      Bucket,
      SkipDestinationValidation: true,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"] }],
      },
    }),
  );
  await setup.put(Bucket, "k");
  await eventually(async () =>
    expect(await functions.hops()).toContainEqual(
      expect.objectContaining({ caller: "s3.amazonaws.com", action: "Invoke", result: "AccessDeniedException" }),
    ),
  );
});

test("a queue gets a test event, then the records; without its policy it is refused", async () => {
  const sqs = new SQS(setup.sandbox.client());
  const Bucket = await setup.newBucket();
  const { QueueUrl } = await sqs.createQueue({ QueueName: "objects" });
  const QueueArn = "arn:aws:sqs:us-east-1:000000000000:objects";
  const put = (...arns: string[]) =>
    setup.client.send(
      new s3.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: arns.map((arn, index) => ({
            QueueArn: arn,
            Id: `id${index}`,
            Events: ["s3:ObjectCreated:*"],
            Filter: { Key: { FilterRules: [{ Name: "prefix", Value: `${index}/` }] } },
          })),
        },
      }),
    );
  const next = async () => {
    const { Messages } = await sqs.receiveMessage({ QueueUrl: QueueUrl!, WaitTimeSeconds: 5 });
    return JSON.parse(Messages![0]!.Body!);
  };

  await expect(put(QueueArn, `${QueueArn}x`)).rejects.toMatchObject({
    name: "InvalidArgument",
    message: "Unable to validate the following destination configurations",
    ArgumentName1: QueueArn,
    ArgumentValue1: "Permissions on the destination queue do not allow S3 to publish notifications from this bucket",
  });
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: QueueArn,
    Condition: { ArnLike: { "aws:SourceArn": `arn:aws:s3:::${Bucket}` } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await sqs.setQueueAttributes({ QueueUrl: QueueUrl!, Attributes: { Policy } });
  await put(QueueArn);
  await setup.put(Bucket, "0/a");

  expect(await next()).toEqual({
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: expect.any(String),
    Bucket,
    RequestId: expect.any(String),
    HostId: expect.any(String),
  });
  expect(await next()).toMatchObject({
    Records: [{ eventName: "ObjectCreated:Put", s3: { configurationId: "id0", object: { key: "0/a" } } }],
  });
  const kept = await setup.client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
  expect(kept.QueueConfigurations).toMatchObject([{ QueueArn, Id: "id0" }]);
});

test("a topic that lets S3 publish gets the records; one that does not exist is refused", async () => {
  const [sqs, sns] = [new SQS(setup.sandbox.client()), new SNS(setup.sandbox.client())];
  const Bucket = await setup.newBucket();
  const { TopicArn } = await sns.createTopic({ Name: "objects" });
  const { QueueUrl } = await sqs.createQueue({ QueueName: "objects-of-topic" });
  const QueueArn = "arn:aws:sqs:us-east-1:000000000000:objects-of-topic";
  const allow = (Service: string, Action: string, Resource: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal: { Service }, Action, Resource },
    });
  const Policy = allow("sns.amazonaws.com", "sqs:SendMessage", QueueArn);
  await sqs.setQueueAttributes({ QueueUrl: QueueUrl!, Attributes: { Policy } });
  const put = (arn: string) =>
    setup.client.send(
      new s3.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { TopicConfigurations: [{ TopicArn: arn, Events: ["s3:ObjectCreated:*"] }] },
      }),
    );

  await expect(put(TopicArn!)).rejects.toMatchObject({
    ArgumentValue1: "Permissions on the destination topic do not allow S3 to publish notifications from this bucket",
  });
  await expect(put(`${TopicArn}x`)).rejects.toMatchObject({ ArgumentValue1: "The destination topic does not exist" });
  await sns.setTopicAttributes({
    TopicArn: TopicArn!,
    AttributeName: "Policy",
    AttributeValue: allow("s3.amazonaws.com", "sns:Publish", TopicArn!),
  });
  await put(TopicArn!);
  await sns.subscribe({ TopicArn: TopicArn!, Protocol: "sqs", Endpoint: QueueArn });
  await setup.put(Bucket, "a");

  const { Messages } = await sqs.receiveMessage({ QueueUrl: QueueUrl!, WaitTimeSeconds: 5 });
  const notice = JSON.parse(Messages![0]!.Body!);
  expect(notice.Subject).toBe("Amazon S3 Notification");
  expect(JSON.parse(notice.Message)).toMatchObject({ Records: [{ eventName: "ObjectCreated:Put" }] });
});

test("configurations that are ambiguous are refused", async () => {
  const Bucket = await setup.newBucket();
  const LambdaFunctionArn = arnOf(await keeper(Bucket));
  const one = (Events: string[], prefix?: string, suffix?: string) => ({
    LambdaFunctionArn,
    Events,
    ...((prefix ?? suffix) === undefined
      ? {}
      : {
          Filter: {
            Key: {
              FilterRules: [
                ...(prefix === undefined ? [] : [{ Name: "prefix", Value: prefix }]),
                ...(suffix === undefined ? [] : [{ Name: "suffix", Value: suffix }]),
              ],
            },
          },
        }),
  });

  await expect(configure(Bucket, one(["s3:ObjectCreated:*"]), one(["s3:ObjectCreated:Put"]))).rejects.toThrow(
    "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
  );
  await expect(
    configure(Bucket, one(["s3:ObjectCreated:*"], "a/"), one(["s3:ObjectCreated:*"], "a/b/", ".png")),
  ).rejects.toThrow(
    "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
  );
  await configure(Bucket, one(["s3:ObjectCreated:*"], "a/", ".png"), one(["s3:ObjectCreated:*"], "a/", ".jpg"));
  await expect(configure(Bucket, one(["s3:Nothing"]))).rejects.toThrow("The event is not supported for notifications");
  await expect(configure(Bucket, { ...one(["s3:ObjectCreated:*"]), LambdaFunctionArn: "x" })).rejects.toMatchObject({
    message: "The ARN could not be parsed",
    ArgumentName: "CloudFunction",
    ArgumentValue: "x",
  });
});
