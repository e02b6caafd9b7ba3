/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html (2026-11-21); texts as users report them, where they do. */
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { Scheduler } from "@aws-sdk/client-scheduler";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let scheduler: Scheduler;
let sqs: SQS;
let dynamodb: DynamoDB;
let count = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  scheduler = new Scheduler(sandbox.client());
  sqs = new SQS(sandbox.client());
  dynamodb = new DynamoDB(sandbox.client());
});
afterAll(() => sandbox.stop());

async function role(...Action: string[]): Promise<string> {
  const iam = new IAM(sandbox.client());
  const RoleName = `universal-${++count}`;
  const trust = { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource: "*" }],
  });
  await iam.putRolePolicy({ RoleName, PolicyName: "calls", PolicyDocument });
  return Role!.Arn!;
}

async function schedule(target: { api: string; input?: object | string; role: string; queue?: string }): Promise<void> {
  const { input } = target;
  await scheduler.createSchedule({
    Name: `universal-${++count}`,
    ScheduleExpression: "rate(1 hour)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: `arn:aws:scheduler:::aws-sdk:${target.api}`,
      RoleArn: target.role,
      ...(input === undefined ? {} : { Input: typeof input === "string" ? input : JSON.stringify(input) }),
      RetryPolicy: { MaximumRetryAttempts: 0 },
      ...(target.queue ? { DeadLetterConfig: { Arn: target.queue } } : {}),
    },
  });
}

async function queue(): Promise<{ url: string; arn: string }> {
  const QueueName = `universal-${++count}`;
  const { QueueUrl } = await sqs.createQueue({ QueueName });
  return { url: QueueUrl!, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
}

const anHour = () => sandbox.control("jump?within=3600000");

test("calls the operation with the role of the schedule, and Input as its request", async () => {
  const TableName = `universal-${++count}`;
  await dynamodb.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  await schedule({
    api: "dynamodb:putItem",
    input: { TableName, Item: { id: { S: "1" }, at: { S: "<aws.scheduler.scheduled-time>" } } },
    role: await role("dynamodb:PutItem"),
  });

  await eventually(async () => {
    await anHour();
    const { Item } = await dynamodb.getItem({ TableName, Key: { id: { S: "1" } } });
    expect(Item?.["at"]?.S).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

test("what the role may not do ends in the dead-letter queue, which the role may write to", async () => {
  const { url, arn } = await queue();
  // The role may send, but not purge.
  const sender = await role("sqs:SendMessage");
  await schedule({ api: "sqs:purgeQueue", input: { QueueUrl: url }, role: sender, queue: arn });

  await eventually(async () => {
    await anHour();
    const { Messages } = await sqs.receiveMessage({ QueueUrl: url, MessageAttributeNames: ["All"] });
    expect(Messages?.[0]?.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: "NO_PERMISSIONS" },
      TARGET_ARN: { StringValue: "arn:aws:scheduler:::aws-sdk:sqs:purgeQueue" },
    });
    expect(Messages?.[0]?.Body).toBe(JSON.stringify({ QueueUrl: url }));
  });
});

test.each([
  ["sqs:getQueueUrl", { QueueName: "q" }, "getQueueUrl of sqs is not a supported API action for a target."],
  ["sqs:forgetMessage", {}, "forgetMessage of sqs is not a supported API action for a target."],
  [
    "sqs:sendMessage",
    { queueUrl: "u", MessageBody: "m" },
    "Invalid RequestJson provided. Reason Request payload is missing the following field(s): QueueUrl.",
  ],
  [
    "sqs:sendMessage",
    undefined,
    "Invalid RequestJson provided. Reason Request payload is missing the following field(s): QueueUrl, MessageBody.",
  ],
  [
    "sqs:sendMessage",
    { QueueUrl: "u", MessageBody: "m", Colour: "red" },
    "Invalid RequestJson provided. Reason Request payload has invalid field(s): Colour.",
  ],
  ["sqs:sendMessage", "no json", "Invalid RequestJson provided. Reason Request payload is not valid JSON."],
])("%s with %j is refused", async (api, input, message) => {
  const made = schedule({ api, role: await role("sqs:*"), ...(input === undefined ? {} : { input }) });

  await expect(made).rejects.toMatchObject({ name: "ValidationException", message });
});

test("services and operations that are not there are named", async () => {
  await expect(schedule({ api: "ecs:runTask", input: {}, role: await role("ecs:*") })).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringContaining("scheduler universal targets of the service ecs"),
  });
});
