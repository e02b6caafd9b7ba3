/** Deliveries as seen by queues behind rules. Shapes and errors as recorded (LocalStack's recordings of test_events*), rules of delivery from AWS's user guide (2026-11). */
import { EventBridge, type PutTargetsCommandInput } from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { PutFunctionEventInvokeConfigCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";
import type { BusEvent } from "./event.ts";

const ACCOUNT = "000000000000";
const OTHER = "111111111111";

let sandbox: TestSandbox;
let events: EventBridge;
let sqs: SQS;
let counter = 0;
const unique = (kind: string) => `${kind}-${++counter}`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  events = new EventBridge(sandbox.client());
  sqs = new SQS(sandbox.client());
});
afterAll(() => sandbox.stop());

interface Queue {
  url: string;
  arn: string;
}

/** A queue that EventBridge may send to, unless `policy` is off. */
async function queue({ policy = true, fifo = false } = {}): Promise<Queue> {
  const QueueName = `${unique("queue")}${fifo ? ".fifo" : ""}`;
  const arn = `arn:aws:sqs:us-east-1:${ACCOUNT}:${QueueName}`;
  const statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
  };
  const { QueueUrl } = await sqs.createQueue({
    QueueName,
    Attributes: {
      ...(fifo ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {}),
      ...(policy ? { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) } : {}),
    },
  });
  return { url: QueueUrl!, arn };
}

type Target = Partial<NonNullable<PutTargetsCommandInput["Targets"]>[number]>;

/** A rule on a bus for events of `source`, with one target. */
async function rule(
  to: Queue | string,
  { bus, source = "shop", ...target }: Target & { bus?: string; source?: string } = {},
) {
  const Name = unique("rule");
  await events.putRule({ Name, EventBusName: bus, EventPattern: JSON.stringify({ source: [source] }) });
  const Targets = [{ Id: "target", Arn: typeof to === "string" ? to : to.arn, ...target }];
  await events.putTargets({ Rule: Name, EventBusName: bus, Targets });
  return Name;
}

const put = (detail: object, { bus, source = "shop" }: { bus?: string | undefined; source?: string } = {}) =>
  events.putEvents({
    Entries: [{ EventBusName: bus, Source: source, DetailType: "OrderPlaced", Detail: JSON.stringify(detail) }],
  });

async function messages({ url }: Queue, count = 1) {
  const found: {
    Body?: string | undefined;
    MessageAttributes?: Record<string, { StringValue?: string | undefined }> | undefined;
  }[] = [];
  await eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
    });
    found.push(...Messages);
    if (found.length < count) await sandbox.control("jump?within=120000");
    expect(found.length).toBeGreaterThanOrEqual(count);
  });
  return found;
}

const eventIn = async (of: Queue) => JSON.parse((await messages(of))[0]!.Body!) as BusEvent;

describe("PutEvents", () => {
  test("a bad entry fails alone, in the place of its answer", async () => {
    const { Entries, FailedEntryCount } = await events.putEvents({
      Entries: [
        { Source: "shop", DetailType: "OrderPlaced", Detail: "{}" },
        { Source: "shop", DetailType: "OrderPlaced", Detail: "[]" },
        { DetailType: "OrderPlaced", Detail: "{}" },
        { Source: "aws.s3", DetailType: "Object Created", Detail: "{}" },
      ],
    });

    expect(FailedEntryCount).toBe(3);
    expect(Entries).toMatchObject([
      { EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
      {
        ErrorCode: "InvalidArgument",
        ErrorMessage: "Parameter Source is not valid. Reason: Source is a required argument.",
      },
      { ErrorCode: "NotAuthorizedForSourceException" },
    ]);
  });

  test("an event for a bus that is not there is accepted and lost (recorded)", async () => {
    expect(await put({}, { bus: "absent" })).toMatchObject({ FailedEntryCount: 0 });
  });
});

describe("rules", () => {
  test("bring the event, with AWS's members in their order, to the targets of every rule that matches", async () => {
    const [first, second] = [await queue(), await queue()];
    const source = unique("source");
    await rule(first, { source });
    await rule(second, { source });

    const { Entries } = await put({ id: 7 }, { source });

    const event = await eventIn(first);
    expect(event).toEqual({
      version: "0",
      id: Entries![0]!.EventId,
      "detail-type": "OrderPlaced",
      source,
      account: ACCOUNT,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      region: "us-east-1",
      resources: [],
      detail: { id: 7 },
    });
    expect(Object.keys(event)).toEqual([
      "version",
      "id",
      "detail-type",
      "source",
      "account",
      "time",
      "region",
      "resources",
      "detail",
    ]);
    expect((await eventIn(second)).id).toBe(event.id);
  });

  test("a disabled rule delivers nothing, an enabled one does again", async () => {
    const target = await queue();
    const source = unique("source");
    const Name = await rule(target, { source });
    await events.disableRule({ Name });
    await put({ lost: true }, { source });
    await events.enableRule({ Name });
    await put({ lost: false }, { source });

    expect((await eventIn(target)).detail).toEqual({ lost: false });
    expect((await events.describeRule({ Name })).State).toBe("ENABLED");
  });

  test("a FIFO queue gets its group", async () => {
    const target = await queue({ fifo: true });
    const source = unique("source");
    await rule(target, { source, SqsParameters: { MessageGroupId: "orders" } });
    await put({}, { source });

    await eventually(async () => {
      const { Messages } = await sqs.receiveMessage({
        QueueUrl: target.url,
        MessageSystemAttributeNames: ["MessageGroupId"],
      });
      expect(Messages?.[0]?.Attributes?.MessageGroupId).toBe("orders");
    });
  });

  test("a schedule comes as an event of aws.events", async () => {
    const target = await queue();
    const Name = unique("rule");
    const { RuleArn } = await events.putRule({ Name, ScheduleExpression: "rate(1 minute)" });
    await events.putTargets({ Rule: Name, Targets: [{ Id: "target", Arn: target.arn }] });

    const event = await eventIn(target);
    expect(event).toMatchObject({
      "detail-type": "Scheduled Event",
      source: "aws.events",
      resources: [RuleArn],
      detail: {},
    });
    await events.removeTargets({ Rule: Name, Ids: ["target"] });
    await events.deleteRule({ Name });
  });
});

describe("other buses", () => {
  test("an event goes on to a custom bus, with a role", async () => {
    const bus = unique("bus");
    const { EventBusArn } = await events.createEventBus({ Name: bus });
    const target = await queue();
    const source = unique("source");
    await rule(target, { bus, source });
    await rule(EventBusArn!, { source, RoleArn: await role("events:PutEvents") });

    const { Entries } = await put({ far: true }, { source });

    expect(await eventIn(target)).toMatchObject({ id: Entries![0]!.EventId, detail: { far: true } });
  });

  test("another account needs the bus's policy, and its event keeps the account it comes from", async () => {
    const bus = unique("bus");
    const { EventBusArn } = await events.createEventBus({ Name: bus });
    const foreign = new EventBridge(sandbox.client({ account: OTHER }));
    const entry = { EventBusName: EventBusArn!, Source: "partner", DetailType: "d", Detail: "{}" };
    await expect(foreign.putEvents({ Entries: [entry] })).rejects.toMatchObject({ name: "AccessDeniedException" });

    await events.putPermission({
      EventBusName: bus,
      Principal: OTHER,
      Action: "events:PutEvents",
      StatementId: "partner",
    });
    const target = await queue();
    await rule(target, { bus, source: "partner" });
    expect(await foreign.putEvents({ Entries: [entry] })).toMatchObject({ FailedEntryCount: 0 });

    expect((await eventIn(target)).account).toBe(OTHER);
    await events.removePermission({ EventBusName: bus, StatementId: "partner" });
    expect((await events.describeEventBus({ Name: bus })).Policy).toBeUndefined();
  });
});

describe("what cannot be delivered", () => {
  test("a queue without a policy: no retry, and the dead-letter queue is told why", async () => {
    const [closed, dead] = [await queue({ policy: false }), await queue()];
    const source = unique("source");
    const name = await rule(closed, { source, DeadLetterConfig: { Arn: dead.arn } });

    await put({ id: 1 }, { source });

    const [message] = await messages(dead);
    expect(JSON.parse(message!.Body!)).toMatchObject({ source, detail: { id: 1 } });
    const attributes = Object.fromEntries(
      Object.entries(message!.MessageAttributes!).map(([key, { StringValue }]) => [key, StringValue]),
    );
    expect(attributes).toMatchObject({
      RULE_ARN: `arn:aws:events:us-east-1:${ACCOUNT}:rule/${name}`,
      TARGET_ARN: closed.arn,
      ERROR_CODE: "NO_PERMISSIONS",
      RETRY_ATTEMPTS: "0",
    });
    expect(attributes).not.toHaveProperty("EXHAUSTED_RETRY_CONDITION");
  });

  test("a queue that is gone", async () => {
    const [gone, dead] = [await queue(), await queue()];
    const source = unique("source");
    await rule(gone, { source, DeadLetterConfig: { Arn: dead.arn } });
    await sqs.deleteQueue({ QueueUrl: gone.url });

    await put({}, { source });

    const [message] = await messages(dead);
    expect(message!.MessageAttributes!["ERROR_CODE"]!.StringValue).toBe("NO_RESOURCE");
  });
});

describe("archives and replays", () => {
  test("a replay brings archived events to the rules again, marked with its name, and is not archived", async () => {
    const bus = unique("bus");
    const { EventBusArn } = await events.createEventBus({ Name: bus });
    const { ArchiveArn } = await events.createArchive({ ArchiveName: unique("archive"), EventSourceArn: EventBusArn });
    const EventStartTime = new Date(Date.now() - 60_000);
    await put({ id: 1 }, { bus });
    await put({ id: 2 }, { bus });
    const target = await queue();
    await rule(target, { bus });

    const ReplayName = unique("replay");
    const replay = {
      EventSourceArn: ArchiveArn,
      Destination: { Arn: EventBusArn },
      EventStartTime,
      EventEndTime: new Date(Date.now() + 3_600_000),
    };
    expect(await events.startReplay({ ReplayName, ...replay })).toMatchObject({ State: "STARTING" });

    const bodies = (await messages(target, 2)).map(({ Body }) => JSON.parse(Body!) as BusEvent);
    expect(bodies.map(({ detail }) => detail)).toEqual(expect.arrayContaining([{ id: 1 }, { id: 2 }]));
    expect(bodies[0]).toMatchObject({ "replay-name": ReplayName });
    await eventually(async () =>
      expect(await events.describeReplay({ ReplayName })).toMatchObject({ State: "COMPLETED" }),
    );
    const { Archives } = await events.listArchives({ EventSourceArn: EventBusArn });
    expect(Archives).toMatchObject([{ EventCount: 2, State: "ENABLED", RetentionDays: 0 }]);
  });
});

describe("events of services", () => {
  test("a bucket tells the default bus of every object", async () => {
    const s3 = new S3Client(sandbox.client());
    const Bucket = unique("told");
    await s3.send(new CreateBucketCommand({ Bucket }));
    const NotificationConfiguration = { EventBridgeConfiguration: {} };
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).toMatchObject(
      NotificationConfiguration,
    );
    const target = await queue();
    const Name = unique("rule");
    const EventPattern = JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [Bucket] } } });
    await events.putRule({ Name, EventPattern });
    await events.putTargets({ Rule: Name, Targets: [{ Id: "target", Arn: target.arn }] });

    await s3.send(new PutObjectCommand({ Bucket, Key: "orders/new one.json", Body: "{}" }));

    expect(await eventIn(target)).toMatchObject({
      "detail-type": "Object Created",
      source: "aws.s3",
      account: ACCOUNT,
      resources: [`arn:aws:s3:::${Bucket}`],
      detail: {
        version: "0",
        bucket: { name: Bucket },
        object: { key: "orders/new one.json", size: 2, etag: "99914b932bd37a50b983c5e7c90ae93b" },
        requester: ACCOUNT,
        reason: "PutObject",
      },
    });
  });

  test("a destination of asynchronous invocations gets the record as the detail, with the function's role", async () => {
    const functions = functionsOf(sandbox);
    const bus = unique("bus");
    const { EventBusArn } = await events.createEventBus({ Name: bus });
    const target = await queue();
    await rule(target, { bus, source: "lambda" });
    const name = await functions.create("exports.handler = async () => 42", await functions.role("events:PutEvents"));
    await functions.lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: name,
        DestinationConfig: { OnSuccess: { Destination: EventBusArn } },
      }),
    );

    await functions.invoke(name, { order: 1 }, { InvocationType: "Event" });

    const functionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}:$LATEST`;
    expect(await eventIn(target)).toMatchObject({
      "detail-type": "Lambda Function Invocation Result - Success",
      resources: [EventBusArn, functionArn],
      detail: {
        requestContext: { functionArn, condition: "Success" },
        requestPayload: { order: 1 },
        responsePayload: 42,
      },
    });
  });
});

test("the tags of buses and rules", async () => {
  const Name = unique("rule");
  const { RuleArn: ResourceARN } = await events.putRule({
    Name,
    EventPattern: '{"source":["a"]}',
    Tags: [{ Key: "a", Value: "1" }],
  });
  await events.tagResource({ ResourceARN, Tags: [{ Key: "b", Value: "2" }] });
  await events.untagResource({ ResourceARN, TagKeys: ["a"] });
  expect((await events.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: "b", Value: "2" }]);
});

async function role(...actions: string[]): Promise<string> {
  const iam = new IAMClient(sandbox.client());
  const RoleName = unique("role");
  const statement = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    }),
  );
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] };
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: JSON.stringify(policy) }));
  return Role!.Arn!;
}
