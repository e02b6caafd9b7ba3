/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html and its pages on sources, filters, batches, templates and partial failures (2026-11-21). */
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { Pipes, type CreatePipeCommandInput } from "@aws-sdk/client-pipes";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";

const ACCOUNT = "000000000000";

let sandbox: TestSandbox;
let pipes: Pipes;
let sqs: SQS;
let dynamodb: DynamoDB;
let functions: ReturnType<typeof functionsOf>;
let roleArn: string;
let count = 0;
const unique = (kind: string) => `${kind}-${++count}`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  pipes = new Pipes(sandbox.client());
  sqs = new SQS(sandbox.client());
  dynamodb = new DynamoDB(sandbox.client());
  functions = functionsOf(sandbox);
  roleArn = await role("sqs:*", "dynamodb:*", "lambda:InvokeFunction", "events:PutEvents", "logs:*", "states:*");
});
afterAll(() => sandbox.stop());

async function role(...Action: string[]): Promise<string> {
  const iam = new IAM(sandbox.client());
  const RoleName = unique("pipe-role");
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role } = await iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: document({
      Effect: "Allow",
      Principal: { Service: "pipes.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  await iam.putRolePolicy({
    RoleName,
    PolicyName: "p",
    PolicyDocument: document({ Effect: "Allow", Action, Resource: "*" }),
  });
  return Role!.Arn!;
}

interface Queue {
  url: string;
  arn: string;
}

async function queue(): Promise<Queue> {
  const QueueName = unique("queue");
  const { QueueUrl } = await sqs.createQueue({ QueueName, Attributes: { VisibilityTimeout: "30" } });
  return { url: QueueUrl!, arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${QueueName}` };
}

/** A table and its stream. */
async function table(): Promise<{ name: string; stream: string }> {
  const TableName = unique("table");
  const { TableDescription } = await dynamodb.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  await dynamodb.describeTable({ TableName });
  return { name: TableName, stream: TableDescription!.LatestStreamArn! };
}

async function fn(code: string): Promise<string> {
  const name = await functions.create(code, await functions.role("sqs:SendMessage"));
  return `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;
}

/** A pipe that has settled. */
async function pipe(settings: Omit<CreatePipeCommandInput, "Name" | "RoleArn"> & { RoleArn?: string }) {
  const Name = unique("pipe");
  await pipes.createPipe({ RoleArn: roleArn, ...settings, Name });
  return pipes.describePipe({ Name });
}

const send = ({ url }: Queue, ...bodies: unknown[]) =>
  Promise.all(
    bodies.map((body) =>
      sqs.sendMessage({ QueueUrl: url, MessageBody: typeof body === "string" ? body : JSON.stringify(body) }),
    ),
  );

async function bodies({ url }: Queue, wanted = 1): Promise<string[]> {
  const found: string[] = [];
  return eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: url, MaxNumberOfMessages: 10 });
    found.push(...Messages.map(({ Body }) => Body!));
    for (const { ReceiptHandle } of Messages) await sqs.deleteMessage({ QueueUrl: url, ReceiptHandle });
    if (found.length < wanted) await sandbox.control("jump?within=120000");
    expect(found.length).toBeGreaterThanOrEqual(wanted);
    return found.sort();
  });
}

describe("from a queue", () => {
  test("only what a filter wants arrives, as the template has it; the rest is deleted", async () => {
    const [from, to] = [await queue(), await queue()];
    const made = await pipe({
      Source: from.arn,
      SourceParameters: { FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { kind: ["order"] } }) }] } },
      Target: to.arn,
      TargetParameters: {
        InputTemplate:
          '{"id": <$.body.id>, "text": "order <$.body.id> of <aws.pipes.pipe-name>", "all": <$.body.lines>}',
      },
    });
    expect(made.CurrentState).toBe("RUNNING");

    await send(from, { kind: "order", id: "a", lines: [1] }, { kind: "other" }, "plain");

    const [body] = await bodies(to);
    expect(JSON.parse(body!)).toEqual({ id: "a", text: `order a of ${made.Name}`, all: [1] });
    await eventually(async () => {
      const { Attributes } = await sqs.getQueueAttributes({
        QueueUrl: from.url,
        AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
      });
      expect(Attributes).toEqual({
        ApproximateNumberOfMessages: "0",
        ApproximateNumberOfMessagesNotVisible: "0",
      });
    });
  });

  test("a function gets a list, also of one, and may report the messages that failed", async () => {
    const [from, seen] = [await queue(), await queue()];
    const target = await fn(`
      const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
      const tried = new Set();
      exports.handler = async (events) => {
        if (!Array.isArray(events)) throw new Error("no list");
        const failed = events.filter(({ body, messageId }) => body === "bad" && !tried.has(messageId));
        for (const { messageId } of failed) tried.add(messageId);
        const done = events.filter((event) => !failed.includes(event));
        for (const { body } of done)
          await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: ${JSON.stringify(seen.url)}, MessageBody: body }));
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };`);
    await pipe({ Source: from.arn, Target: target });

    await send(from, "good", "bad");

    expect(await bodies(seen, 2)).toEqual(["bad", "good"]);
  });

  test("what the enrichment answers goes on; nothing where it answers nothing", async () => {
    const [from, to] = [await queue(), await queue()];
    const enrichment = await fn(
      `exports.handler = async (events) => events.filter(({ n }) => n > 1).map(({ n }) => ({ n: n * 10 }));`,
    );
    await pipe({
      Source: from.arn,
      Enrichment: enrichment,
      EnrichmentParameters: { InputTemplate: '{"n": <$.body.n>}' },
      Target: to.arn,
    });

    await send(from, { n: 1 }, { n: 2 });

    expect(await bodies(to)).toEqual(['{"n":20}']);
  });

  test("a target that refuses leaves the message in the queue; the hop says why", async () => {
    const from = await queue();
    const made = await pipe({ Source: from.arn, Target: `arn:aws:sqs:us-east-1:${ACCOUNT}:absent` });
    await send(from, "kept");

    await eventually(async () => {
      const hops = await functions.hops();
      expect(hops).toContainEqual(
        expect.objectContaining({ caller: made.Arn, action: "target", result: "QueueDoesNotExist" }),
      );
    });
    await pipes.stopPipe({ Name: made.Name! });
    expect((await pipes.describePipe({ Name: made.Name! })).CurrentState).toBe("STOPPED");
    expect(await bodies(from)).toEqual(["kept"]);
  });

  test("a stopped pipe leaves messages where they are, until it is started", async () => {
    const [from, to] = [await queue(), await queue()];
    const { Name } = await pipe({ Source: from.arn, Target: to.arn, DesiredState: "STOPPED" });
    await send(from, "waits");
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: from.url, AttributeNames: ["All"] });
    expect(Attributes?.["ApproximateNumberOfMessages"]).toBe("1");

    expect(await pipes.startPipe({ Name: Name! })).toMatchObject({ CurrentState: "STARTING", DesiredState: "RUNNING" });

    const [event] = await bodies(to);
    expect(JSON.parse(event!)).toMatchObject({ body: "waits", eventSource: "aws:sqs", eventSourceARN: from.arn });
  });

  test("a log group gets a line", async () => {
    const from = await queue();
    const logs = new CloudWatchLogs(sandbox.client());
    const logGroupName = unique("/pipes/group");
    await logs.createLogGroup({ logGroupName });
    await pipe({
      Source: from.arn,
      Target: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${logGroupName}`,
      TargetParameters: { InputTemplate: '"got <$.body>"', CloudWatchLogsParameters: { LogStreamName: "pipe" } },
    });
    await send(from, "it");

    await eventually(async () => {
      const { events } = await logs.filterLogEvents({ logGroupName, logStreamNames: ["pipe"] });
      expect(events?.[0]?.message).toBe('"got it"');
    });
  });
});

describe("from a DynamoDB stream", () => {
  test("changes become events of a bus", async () => {
    const { name: TableName, stream } = await table();
    const events = new EventBridge(sandbox.client());
    const bus = unique("bus");
    const { EventBusArn } = await events.createEventBus({ Name: bus });
    const to = await queue();
    await sqs.setQueueAttributes({
      QueueUrl: to.url,
      Attributes: {
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:*", Resource: to.arn },
          ],
        }),
      },
    });
    await events.putRule({ Name: "all", EventBusName: bus, EventPattern: '{"source":["shop"]}' });
    await events.putTargets({ Rule: "all", EventBusName: bus, Targets: [{ Id: "queue", Arn: to.arn }] });
    await pipe({
      Source: stream,
      SourceParameters: { DynamoDBStreamParameters: { StartingPosition: "TRIM_HORIZON" } },
      Target: EventBusArn!,
      TargetParameters: {
        EventBridgeEventBusParameters: { Source: "shop", DetailType: "$.eventName" },
        InputTemplate: '{"id": <$.dynamodb.Keys.id.S>}',
      },
    });
    await dynamodb.putItem({ TableName, Item: { id: { S: "1" } } });

    const [event] = await bodies(to);
    expect(JSON.parse(event!)).toMatchObject({ source: "shop", "detail-type": "INSERT", detail: { id: "1" } });
  });

  test("what fails is tried again, then given up to the dead-letter queue", async () => {
    const { name: TableName, stream } = await table();
    const dead = await queue();
    const made = await pipe({
      Source: stream,
      SourceParameters: {
        DynamoDBStreamParameters: {
          StartingPosition: "TRIM_HORIZON",
          MaximumRetryAttempts: 1,
          DeadLetterConfig: { Arn: dead.arn },
        },
      },
      Target: await fn(`exports.handler = async () => { throw new Error("never"); };`),
    });
    await dynamodb.putItem({ TableName, Item: { id: { S: "1" } } });

    const [record] = await bodies(dead);
    expect(JSON.parse(record!)).toMatchObject({
      context: { partnerResourceArn: made.Arn, condition: "RetryAttemptsExhausted" },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: stream },
    });
  });
});

describe("the settings", () => {
  test("a role that may not read the source makes the pipe fail, with the reason", async () => {
    const from = await queue();
    const made = await pipe({ Source: from.arn, Target: from.arn, RoleArn: await role("sns:Publish") });

    expect(made).toMatchObject({
      CurrentState: "CREATE_FAILED",
      StateReason: expect.stringMatching(/is not authorized to perform: sqs:GetQueueAttributes/i),
    });
  });

  test("are described as they were set, and changed", async () => {
    const [from, to] = [await queue(), await queue()];
    const made = await pipe({ Source: from.arn, Target: to.arn, Description: "first", Tags: { team: "a" } });
    expect(made).toMatchObject({ Description: "first", Source: from.arn, Target: to.arn, Tags: { team: "a" } });
    const other = await queue();

    expect(await pipes.updatePipe({ Name: made.Name!, RoleArn: roleArn, Target: other.arn })).toMatchObject({
      CurrentState: "UPDATING",
    });
    expect(await pipes.describePipe({ Name: made.Name! })).toMatchObject({ Target: other.arn, Description: "first" });
    await pipes.tagResource({ resourceArn: made.Arn!, tags: { team: "b" } });
    expect((await pipes.listTagsForResource({ resourceArn: made.Arn! })).tags).toEqual({ team: "b" });
    expect((await pipes.listPipes({ NamePrefix: made.Name! })).Pipes).toHaveLength(1);
    expect(await pipes.deletePipe({ Name: made.Name! })).toMatchObject({ CurrentState: "DELETING" });
    await expect(pipes.describePipe({ Name: made.Name! })).rejects.toMatchObject({ name: "NotFoundException" });
  });

  test.each([
    [
      "a larger batch than the target takes",
      { SqsQueueParameters: { BatchSize: 11, MaximumBatchingWindowInSeconds: 1 } },
    ],
    ["parameters of another source", { DynamoDBStreamParameters: { StartingPosition: "LATEST" as const } }],
    ["a filter that is no pattern", { FilterCriteria: { Filters: [{ Pattern: "{" }] } }],
  ])("%s is refused", async (_, SourceParameters) => {
    const [from, to] = [await queue(), await queue()];

    await expect(pipe({ Source: from.arn, Target: to.arn, SourceParameters })).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test.each([
    ["source", { Source: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s` }],
    ["target", { Target: `arn:aws:firehose:us-east-1:${ACCOUNT}:deliverystream/d` }],
  ])("a %s that is not emulated is named", async (_, other) => {
    const { arn } = await queue();

    await expect(pipe({ Source: arn, Target: arn, ...other })).rejects.toMatchObject({
      name: "NotEmulated",
      message: expect.stringMatching(/kinesis|firehose/),
    });
  });
});
