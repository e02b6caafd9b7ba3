import { CreateEventSourceMappingCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { SQS } from "@aws-sdk/client-sqs";
import { functionsOf } from "../../../sandbox/src/services/lambda/testing.ts";
import { eventually, startTestSandbox, type TestSandbox } from "../../../sandbox/src/testing.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tell, type Setup } from "./rules.ts";

const setup: Setup = {
  messages: 10,
  poison: 1,
  batch: 10,
  answer: "throw",
  seconds: 0.1,
  timeout: 3,
  visibility: 60,
  receives: 3,
  environments: 2,
};

let sandbox: TestSandbox;
let sqs: SQS;
let functions: ReturnType<typeof functionsOf>;
let role: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  sqs = new SQS(sandbox.client());
  functions = functionsOf(sandbox);
  role = await functions.role("sqs:*");
});
afterAll(() => sandbox.stop());

describe("the sandbox tells the same story", () => {
  test.each([
    ["a batch fails as a whole: its neighbours are handled again, or never, and go along", {}],
    ["what is reported comes back alone", { answer: "report" }],
    ["batches of one", { batch: 1 }],
    ["two poison messages in batches of four", { messages: 12, poison: 2, batch: 4, receives: 2 }],
    ["too slow for its time-out", { messages: 4, poison: 0, answer: "report", seconds: 4, timeout: 9, receives: 2 }],
  ] as [string, Partial<Setup>][])("%s", async (_, changes) => {
    const its = { ...setup, ...changes };
    expect(await play(its)).toEqual(
      tell(its).messages.map(({ receives, handled, end }) => ({ receives, handled, end })),
    );
  });
});

describe("rules", () => {
  const ends = (changes: Partial<Setup>) => tell({ ...setup, ...changes }).messages.map(({ end }) => end);

  test("no message is in two places, and time only goes on", () => {
    const { moments } = tell({ ...setup, messages: 37, poison: 4, batch: 7 });
    expect(moments.every(({ waiting, inFlight, dead }) => waiting + inFlight + dead <= 37)).toBe(true);
    expect(moments.map(({ time }) => time)).toEqual(moments.map(({ time }) => time).toSorted((a, b) => a - b));
  });

  test("one receive is enough for a message that works, and a message goes when it would be received once more than maxReceiveCount", () => {
    const { messages, end } = tell({ ...setup, answer: "report", receives: 4 });
    expect(messages.map(({ receives }) => receives)).toEqual([1, 1, 1, 1, 1, 4, 1, 1, 1, 1]);
    expect(end).toBe(4 * setup.visibility);
  });

  test("without a dead-letter queue poison comes back until the story is broken off", () => {
    expect(ends({ answer: "report", receives: 0 }).filter((end) => end === "circling")).toHaveLength(1);
    expect(ends({ answer: "report", receives: 0 })).not.toContain("dead");
  });
});

/** The same messages through a queue and a function of the sandbox. */
async function play(its: Setup) {
  const create = async (Attributes: Record<string, string>) =>
    (await sqs.createQueue({ QueueName: crypto.randomUUID(), Attributes })).QueueUrl!;
  const arnOf = (url: string) => `arn:aws:sqs:us-east-1:000000000000:${url.split("/").at(-1)}`;
  const dead = await create({});
  const handled = await create({});
  const received = await create({});
  const queue = await create({
    VisibilityTimeout: String(its.visibility),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount: its.receives }),
  });
  const { messages } = tell(its);
  const fn = await functions.create(
    `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
    const sqs = new SQSClient({});
    const tell = (QueueUrl, MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    exports.handler = async ({ Records }) => {
      for (const { body } of Records) await tell(process.env.RECEIVED, body.split(" ")[0]);
      const batchItemFailures = [];
      for (const [index, { body, messageId }] of Records.entries()) {
        const [name, poison] = body.split(" ");
        // The clock of a busy machine is not exact: what would be late hangs, what is in time takes none.
        if ((index + 1) * ${its.seconds} > ${its.timeout}) await new Promise((resolve) => setTimeout(resolve, 60_000));
        if (!poison) await tell(process.env.HANDLED, name);
        else if (${its.answer === "throw"}) throw new Error("poison");
        else batchItemFailures.push({ itemIdentifier: messageId });
      }
      return { batchItemFailures };
    };`,
    role,
    { Timeout: 3, Environment: { Variables: { HANDLED: handled, RECEIVED: received } } },
  );
  const { UUID } = await functions.lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: arnOf(queue),
      FunctionName: fn,
      BatchSize: its.batch,
      Enabled: false,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: its.environments },
    }),
  );
  for (const [index, { isPoison }] of messages.entries())
    await sqs.sendMessage({ QueueUrl: queue, MessageBody: `${index}${isPoison ? " poison" : ""}` });
  await functions.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));

  await eventually(
    async () => {
      await sandbox.control("jump?within=3600000");
      const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: queue, AttributeNames: ["All"] });
      expect(Attributes).toMatchObject({
        ApproximateNumberOfMessages: "0",
        ApproximateNumberOfMessagesNotVisible: "0",
      });
    },
    { within: 60_000 },
  );
  const [handledNames, receivedNames, deadNames] = [await bodies(handled), await bodies(received), await bodies(dead)];
  return messages.map((_, index) => {
    const mine = (name: string): boolean => name.split(" ")[0] === String(index);
    return {
      receives: receivedNames.filter(mine).length,
      handled: handledNames.filter(mine).length,
      end: deadNames.some(mine) ? "dead" : "done",
    };
  });
}

async function bodies(QueueUrl: string): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
    if (!Messages.length) return found;
    found.push(...Messages.map(({ Body }) => Body!));
  }
}
