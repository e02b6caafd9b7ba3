import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type CreateFunctionCommandInput,
} from "@aws-sdk/client-lambda";
import { SQS, type SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let sqs: SQS;
let role: string;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  sqs = new SQS(sandbox.client());
  role = await functions.role("sqs:*");
});
afterAll(() => sandbox.stop());

const arnOf = (url: string) => `arn:aws:sqs:us-east-1:000000000000:${url.split("/").at(-1)}`;

async function queue(Attributes: Record<string, string> = {}): Promise<string> {
  const QueueName = `queue-${++counter}${Attributes["FifoQueue"] ? ".fifo" : ""}`;
  return (await sqs.createQueue({ QueueName, Attributes })).QueueUrl!;
}

/** Sends each event it gets to the queue SEEN, then does what `then` says with `bodies`. */
const recorder = (then = "") => `
  const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
  const sqs = new SQSClient({});
  exports.handler = async (event) => {
    const bodies = event.Records.map((record) => record.body);
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.SEEN, MessageBody: JSON.stringify(event) }));
    ${then}
  }`;

interface Setup {
  fn: string;
  source: string;
  seen: string;
  id: string;
}

/** A function that has a queue as its source. */
async function connect(
  code: string,
  more: Partial<CreateEventSourceMappingCommandInput> = {},
  attributes: Record<string, string> = {},
  settings: Partial<CreateFunctionCommandInput> = {},
): Promise<Setup> {
  const source = await queue(attributes);
  const seen = await queue({ VisibilityTimeout: "43200" });
  const fn = await functions.create(code, role, { Environment: { Variables: { SEEN: seen } }, ...settings });
  const { UUID } = await functions.lambda.send(
    new CreateEventSourceMappingCommand({ EventSourceArn: arnOf(source), FunctionName: fn, ...more }),
  );
  return { fn, source, seen, id: UUID! };
}

const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.sendMessage({ QueueUrl, MessageBody, ...more });

interface SeenEvent {
  Records: { body: string; messageId: string; attributes: Record<string, string>; [member: string]: unknown }[];
}

/** What the function has had, once there are so many events. Moves time on while it waits. */
async function events({ seen }: Setup, count: number): Promise<SeenEvent[]> {
  const found: SeenEvent[] = [];
  await eventually(
    async () => {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: seen, MaxNumberOfMessages: 10 });
      found.push(...Messages.map(({ Body }) => JSON.parse(Body!) as SeenEvent));
      if (found.length < count) await sandbox.control("jump?within=3600000");
      expect(found.length).toBeGreaterThanOrEqual(count);
    },
    { within: 20_000 },
  );
  return found;
}

const bodiesOf = (found: SeenEvent[]) => found.map(({ Records }) => Records.map(({ body }) => body));

async function counts(QueueUrl: string) {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
  return {
    visible: Number(Attributes!["ApproximateNumberOfMessages"]),
    inFlight: Number(Attributes!["ApproximateNumberOfMessagesNotVisible"]),
  };
}

const isEmpty = (url: string) =>
  eventually(async () => expect(await counts(url)).toEqual({ visible: 0, inFlight: 0 }), { within: 10_000 });

describe("from queue to function", () => {
  test("the event is AWS's (recorded in test_message_body_and_attributes_passed_correctly), and the message is deleted", async () => {
    const setup = await connect(recorder());

    await send(setup.source, "hello", {
      MessageAttributes: {
        Title: { DataType: "String", StringValue: "The Whistler" },
        Author: { DataType: "String", StringValue: "John Grisham" },
        WeeksOn: { DataType: "Number", StringValue: "6" },
      },
    });

    const [event] = await events(setup, 1);
    expect(event).toEqual({
      Records: [
        {
          messageId: expect.any(String),
          receiptHandle: expect.any(String),
          body: "hello",
          attributes: {
            ApproximateReceiveCount: "1",
            SentTimestamp: expect.any(String),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.any(String),
          },
          messageAttributes: {
            WeeksOn: { stringValue: "6", stringListValues: [], binaryListValues: [], dataType: "Number" },
            Author: { stringValue: "John Grisham", stringListValues: [], binaryListValues: [], dataType: "String" },
            Title: { stringValue: "The Whistler", stringListValues: [], binaryListValues: [], dataType: "String" },
          },
          md5OfMessageAttributes: "d25a6aea97eb8f585bfa92d314504a92",
          md5OfBody: "5d41402abc4b2a76b9719d911017c592",
          eventSource: "aws:sqs",
          eventSourceARN: arnOf(setup.source),
          awsRegion: "us-east-1",
        },
      ],
    });
    await isEmpty(setup.source);
  });

  test("a batching window gathers up to the batch size, and ends by itself", async () => {
    const setup = await connect(recorder(), { BatchSize: 12, MaximumBatchingWindowInSeconds: 10 });

    for (let index = 0; index < 15; index++) await send(setup.source, String(index));

    const found = await events(setup, 2);
    expect(found.map(({ Records }) => Records.length)).toEqual([12, 3]);
    // Recorded: null with a window.
    expect(found[0]!.Records[0]!["md5OfMessageAttributes"]).toBeNull();
  });

  test("a function that is deleted while it has a batch: the message comes again", async () => {
    const setup = await connect(
      `const { LambdaClient, DeleteFunctionCommand } = require("@aws-sdk/client-lambda");
      exports.handler = () =>
        new LambdaClient({}).send(new DeleteFunctionCommand({ FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME }));`,
      {},
      {},
      { Role: await functions.role("lambda:DeleteFunction", "sqs:*") },
    );
    await send(setup.source, "once more");

    await eventually(async () => {
      await sandbox.control("jump?within=60000");
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: setup.source });
      expect(Messages.map(({ Body }) => Body)).toEqual(["once more"]);
    });
  });

  test("filters: what does not match is deleted, unseen", async () => {
    const setup = await connect(recorder(), {
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { total: [{ numeric: [">", 100] }] } }) }] },
    });

    for (const body of ['{"total":5}', "plain", '{"total":500}']) await send(setup.source, body);

    expect(bodiesOf(await events(setup, 1))).toEqual([['{"total":500}']]);
    await isEmpty(setup.source);
  });

  test("at most MaximumConcurrency batches at once", async () => {
    const setup = await connect(recorder("await new Promise((resolve) => setTimeout(resolve, 300));"), {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    });

    for (let index = 0; index < 6; index++) await send(setup.source, String(index));

    await eventually(async () => expect((await counts(setup.source)).inFlight).toBe(2));
    expect((await counts(setup.source)).visible).toBeGreaterThan(0);
    expect(await events(setup, 6)).toHaveLength(6);
  });

  test("a throttled function burns the receive counts of its messages", async () => {
    const dead = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount: 2 });
    const setup = await connect(recorder(), {}, { RedrivePolicy });
    await functions.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: setup.fn, ReservedConcurrentExecutions: 0 }),
    );

    await send(setup.source, "x");

    await eventually(
      async () => {
        await sandbox.control("jump?within=3600000");
        expect(await counts(dead)).toEqual({ visible: 1, inFlight: 0 });
      },
      { within: 10_000 },
    );
  });

  test("the log of every invocation is kept, also of the first ones at the same time", async () => {
    const setup = await connect("exports.handler = async ({ Records: [{ body }] }) => console.log(`body ${body}`);", {
      BatchSize: 1,
    });
    const logs = new CloudWatchLogs(sandbox.client());

    for (let index = 0; index < 30; index++) await send(setup.source, String(index));

    await isEmpty(setup.source);
    await eventually(async () => {
      const { events: found } = await logs.filterLogEvents({
        logGroupName: `/aws/lambda/${setup.fn}`,
        filterPattern: "body",
      });
      expect(found).toHaveLength(30);
    });
  });
});

describe("failures", () => {
  test("a failing batch comes again after the visibility timeout, then goes to the dead-letter queue", async () => {
    const dead = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount: 2 });
    const setup = await connect(recorder("throw new Error('no');"), {}, { RedrivePolicy, VisibilityTimeout: "90" });
    await send(setup.source, "poison");

    const found = await events(setup, 2);

    expect(found.map(({ Records }) => Records[0]!.attributes["ApproximateReceiveCount"])).toEqual(["1", "2"]);
    const first = Number(found[0]!.Records[0]!.attributes["ApproximateFirstReceiveTimestamp"]);
    await eventually(async () => {
      await sandbox.control("jump?within=3600000");
      expect(await counts(dead)).toEqual({ visible: 1, inFlight: 0 });
    });
    const { time } = (await (await fetch(`${sandbox.endpoint}/_sandbox/health`)).json()) as { time: string };
    expect(Date.parse(time) - first).toBeGreaterThan(170_000);
  });

  test("ReportBatchItemFailures: only what is named comes again", async () => {
    const setup = await connect(
      recorder(`return { batchItemFailures: event.Records.filter(({ body, attributes }) =>
        body === "bad" && attributes.ApproximateReceiveCount === "1").map(({ messageId }) => ({ itemIdentifier: messageId })) };`),
      { FunctionResponseTypes: ["ReportBatchItemFailures"], MaximumBatchingWindowInSeconds: 5 },
    );

    for (const body of ["good", "bad", "fine"]) await send(setup.source, body);

    expect(bodiesOf(await events(setup, 2))).toEqual([["good", "bad", "fine"], ["bad"]]);
    await isEmpty(setup.source);
  });

  test.each([
    ["an unknown identifier", "{ batchItemFailures: [{ itemIdentifier: 'x' }] }"],
    ["no identifier", "{ batchItemFailures: [{ foo: 'notvalid' }] }"],
    ["an empty identifier", "{ batchItemFailures: [{ itemIdentifier: '' }] }"],
    ["no list", "{ batchItemFailures: 'all' }"],
  ])("a malformed answer fails the whole batch: %s", async (_name, answer) => {
    const setup = await connect(recorder(`return ${answer};`), { FunctionResponseTypes: ["ReportBatchItemFailures"] });

    await send(setup.source, "x");

    expect(bodiesOf(await events(setup, 2))).toEqual([["x"], ["x"]]);
    await functions.lambda.send(new DeleteEventSourceMappingCommand({ UUID: setup.id }));
  });

  test("FIFO: a failed message holds back its group, and no other", async () => {
    const setup = await connect(
      recorder(
        `if (bodies.includes("a1") && event.Records[0].attributes.ApproximateReceiveCount === "1") throw new Error("once");`,
      ),
      { BatchSize: 1 },
      { FifoQueue: "true", ContentBasedDeduplication: "true" },
    );

    for (const body of ["a1", "a2", "b1", "b2"]) await send(setup.source, body, { MessageGroupId: body[0]! });

    const found = bodiesOf(await events(setup, 5)).flat();
    expect(found.filter((body) => body.startsWith("a"))).toEqual(["a1", "a1", "a2"]);
    expect(found.filter((body) => body.startsWith("b"))).toEqual(["b1", "b2"]);
    expect(found.indexOf("b2")).toBeLessThan(found.lastIndexOf("a1"));
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html (2026-11): the message goes to the dead-letter queue of its queue.
  test("a function that feeds its own queue is stopped", async () => {
    const dead = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount: 1 });
    const setup = await connect(
      `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
      exports.handler = async ({ Records: [{ body, eventSourceARN }] }) => {
        const QueueUrl = process.env.SEEN.replace(/[^/]+$/, eventSourceARN.split(":").at(-1));
        await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: String(Number(body) + 1) }));
      };`,
      {},
      { RedrivePolicy },
    );

    await send(setup.source, "1");

    const letter = await eventually(
      async () => {
        await sandbox.control("jump?within=3600000");
        const { Messages } = await sqs.receiveMessage({ QueueUrl: dead });
        return Messages![0]!;
      },
      { within: 20_000 },
    );
    expect(letter.Body).toBe("17");
  });
});

describe("mappings", () => {
  test("what a mapping shows (recorded in test_event_source_mapping_default_batch_size); disabled it does not read", async () => {
    const setup = await connect(recorder(), { Enabled: false });
    const UUID = setup.id;
    const { $metadata: _, ...shown } = await functions.lambda.send(new GetEventSourceMappingCommand({ UUID }));
    await send(setup.source, "x");

    expect(shown).toEqual({
      BatchSize: 10,
      EventSourceArn: arnOf(setup.source),
      EventSourceMappingArn: `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${UUID}`,
      FunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${setup.fn}`,
      FunctionResponseTypes: [],
      LastModified: expect.any(Date),
      MaximumBatchingWindowInSeconds: 0,
      State: "Disabled",
      StateTransitionReason: "USER_INITIATED",
      UUID,
    });
    expect(await counts(setup.source)).toEqual({ visible: 1, inFlight: 0 });
    const enabling = await functions.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    expect(enabling.State).toBe("Enabling");
    expect(bodiesOf(await events(setup, 1))).toEqual([["x"]]);
  });

  test.each([
    [
      "a role without permission",
      {},
      { role: [] as string[] },
      "The provided execution role does not have permissions to call ReceiveMessage on SQS",
    ],
    [
      "a role that may only receive",
      {},
      { role: ["sqs:ReceiveMessage"] },
      "The provided execution role does not have permissions to call DeleteMessage on SQS",
    ],
    [
      "a function that takes longer than the queue hides",
      {},
      { timeout: 60 },
      "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
    ],
    [
      "a large batch without a window",
      { BatchSize: 11 },
      {},
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    ],
    ["a starting position", { StartingPosition: "LATEST" }, {}, "StartingPosition is not valid for SQS event sources."],
    [
      "what is for streams",
      { BisectBatchOnFunctionError: true },
      {},
      "Unsupported BisectBatchOnFunctionError parameter for given event source mapping type.",
    ],
    [
      "a window for FIFO",
      { MaximumBatchingWindowInSeconds: 1 },
      { fifo: true },
      "Batching window is not supported for FIFO queues",
    ],
  ] as [
    string,
    Partial<CreateEventSourceMappingCommandInput>,
    { role?: string[]; timeout?: number; fifo?: boolean },
    string,
  ][])("AWS refuses %s", async (_name, more, { role: actions, timeout, fifo }, message) => {
    const source = await queue(fifo ? { FifoQueue: "true" } : {});
    const fnRole = actions ? await functions.role(...actions) : role;
    const fn = await functions.create(recorder(), fnRole, timeout ? { Timeout: timeout } : {});

    await expect(
      functions.lambda.send(
        new CreateEventSourceMappingCommand({ EventSourceArn: arnOf(source), FunctionName: fn, ...more }),
      ),
    ).rejects.toMatchObject({ name: "InvalidParameterValueException", message });
  });
});
