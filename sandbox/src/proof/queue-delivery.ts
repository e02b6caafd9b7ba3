import { IAM } from "@aws-sdk/client-iam";
import { Lambda } from "@aws-sdk/client-lambda";
import { SQS, type SendMessageBatchRequestEntry } from "@aws-sdk/client-sqs";
import { createZip } from "../services/lambda/zip.ts";
import { startTestSandbox, type TestSandbox } from "../testing.ts";

/**
 * SQS -> Lambda with faults: half of the messages go through a standard queue, half through a FIFO queue of 20 groups. Decided by what each
 * batch holds, the function crashes half-way, throws, runs into its time-out, or reports single messages as failed, and never succeeds with
 * poison; every twentieth message is sent twice.
 */
export interface DeliveryProof {
  messages: number;
  /** Of the messages that are no poison, those the function has never handled. */
  lost: string[];
  /** Handled for the first time before one that was sent earlier to the same group. */
  outOfOrder: string[];
  /** In a dead-letter queue without being poison, or poison that is not in one, or twice. */
  misplaced: string[];
  /** Times that a message was handled beyond the first. */
  repeated: number;
  poison: number;
  /** How often each fault struck. */
  faults: Record<string, number>;
  seconds: number;
}

interface Sent {
  id: string;
  group?: string;
  isPoison: boolean;
}

const GROUPS = 20;
const MAX_RECEIVES = 5;

/** A fault strikes only batches that are new to it, so that none but poison is received five times. */
const HANDLER = `
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const { createHash } = require("node:crypto");
const sqs = new SQSClient({});
const draw = (text) => createHash("md5").update(text).digest().readUInt16BE(0) % 1000;
const tell = (entry) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.SEEN, MessageBody: JSON.stringify(entry) }));
exports.handler = async ({ Records }) => {
  const messages = Records.map(({ body, messageId, attributes }) => ({ ...JSON.parse(body), messageId, count: Number(attributes.ApproximateReceiveCount) }));
  const handled = messages.filter(({ isPoison }) => !isPoison).map(({ id }) => id);
  const chance = messages.every(({ count }) => count <= 2) ? draw(messages.map(({ id, count }) => id + count).join()) : 1000;
  if (chance < 30) {
    await tell({ handled: handled.slice(0, handled.length / 2), fault: "crash" });
    process.exit(1);
  }
  if (chance < 40) {
    await tell({ handled, fault: "timeout" });
    await new Promise((resolve) => setTimeout(resolve, 60000));
  }
  if (chance < 80) {
    await tell({ handled: [], fault: "error" });
    throw new Error("by chance");
  }
  const failed = [];
  const done = [];
  const stopped = new Set();
  for (const { id, group, isPoison, count, messageId } of messages) {
    const fails = isPoison || stopped.has(group) || (count <= 2 && draw("one" + id + count) < 50);
    if (fails && group) stopped.add(group);
    (fails ? failed : done).push(fails ? messageId : id);
  }
  await tell({ handled: done, ...(failed.length ? { fault: "partial" } : {}) });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};`;

/** For `npm run proof`: 10,000 messages, three claims. */
export async function proveQueues(): Promise<{ passed: number; failed: number }> {
  const { messages, lost, outOfOrder, misplaced, repeated, poison, faults, seconds } = await proveDelivery(10_000);
  const claims = Object.entries({ lost, "out of order": outOfOrder, misplaced });
  const broken = claims.filter(([, ids]) => ids.length);
  for (const [claim, ids] of broken) console.log(`failed: ${claim}: ${ids.join(", ")}`);
  const struck = Object.entries(faults).map(([fault, count]) => `${count} ${fault}`);
  const counts = claims.map(([claim, ids]) => `${ids.length} ${claim}`);
  console.log(
    `queues: ${messages} messages, ${poison} of them poison; faults: ${struck.join(", ")}; ${counts.join(", ")}, ${repeated} handled again (${seconds} s)`,
  );
  return { passed: claims.length - broken.length, failed: broken.length };
}

export async function proveDelivery(messages: number): Promise<DeliveryProof> {
  const startedAt = performance.now();
  const sandbox = await startTestSandbox();
  try {
    const sqs = new SQS(sandbox.client());
    const seen = await createQueue(sqs, "seen");
    const sources = await connect(sandbox, sqs, seen);
    const sent: Sent[] = Array.from({ length: messages }, (_, index) => messageOf(index));
    for (const [index, source] of sources.entries())
      await sendAll(
        sqs,
        source.url,
        sent.filter((_, position) => position % 2 === index),
      );
    const outcome = await settle(sandbox, sqs, seen, sources, sent);
    return { ...judge(sent, outcome), seconds: Math.round((performance.now() - startedAt) / 1000) };
  } finally {
    await sandbox.stop();
  }
}

/** Even ones for the standard queue, odd ones for the FIFO queue; poison of FIFO has groups of its own, since it takes with it what waits behind. */
function messageOf(index: number): Sent {
  const isPoison = index % 50 < 2;
  const id = String(index).padStart(6, "0");
  if (index % 2 === 0) return { id, isPoison };
  return { id, isPoison, group: isPoison ? `poison-${index % 7}` : `group-${(index >> 1) % GROUPS}` };
}

interface Source {
  url: string;
  dead: string;
}

async function connect(sandbox: TestSandbox, sqs: SQS, seen: string): Promise<Source[]> {
  const iam = new IAM(sandbox.client());
  const lambda = new Lambda(sandbox.client());
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const { Role } = await iam.createRole({
    RoleName: "worker",
    AssumeRolePolicyDocument: document({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  await iam.putRolePolicy({
    RoleName: "worker",
    PolicyName: "p",
    PolicyDocument: document({ Effect: "Allow", Action: ["sqs:*", "logs:*"], Resource: "*" }),
  });
  await lambda.createFunction({
    FunctionName: "worker",
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Role: Role!.Arn,
    Timeout: 3,
    Code: { ZipFile: createZip({ "index.js": HANDLER }) },
    Environment: { Variables: { SEEN: seen } },
  });
  const sources: Source[] = [];
  for (const [name, more] of [
    ["source", {}],
    ["source.fifo", { FifoQueue: "true" }],
  ] as const) {
    const dead = await createQueue(sqs, `dead-${name}`, more);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount: MAX_RECEIVES });
    const url = await createQueue(sqs, name, { ...more, RedrivePolicy, VisibilityTimeout: "30" });
    await lambda.createEventSourceMapping({
      EventSourceArn: arnOf(url),
      FunctionName: "worker",
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    sources.push({ url, dead });
  }
  return sources;
}

async function createQueue(sqs: SQS, QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  return (await sqs.createQueue({ QueueName, Attributes })).QueueUrl!;
}

function arnOf(url: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${url.split("/").at(-1)}`;
}

/** In batches; each twentieth message twice, which a FIFO queue takes for a duplicate. */
async function sendAll(sqs: SQS, QueueUrl: string, messages: Sent[]): Promise<void> {
  const all = messages.flatMap((message, index) => (index % 20 === 0 ? [message, message] : [message]));
  for (let at = 0; at < all.length; at += 10) {
    const Entries = all.slice(at, at + 10).map((message, index): SendMessageBatchRequestEntry => {
      const fifo = message.group ? { MessageGroupId: message.group, MessageDeduplicationId: message.id } : {};
      return { Id: String(index), MessageBody: JSON.stringify(message), ...fifo };
    });
    await sqs.sendMessageBatch({ QueueUrl, Entries });
  }
}

interface Outcome {
  /** In the order in which they were handled. */
  handled: string[];
  dead: string[];
  faults: Record<string, number>;
}

/** Lets time go on until both queues are empty, and collects what the function told and what is dead. */
async function settle(sandbox: TestSandbox, sqs: SQS, seen: string, sources: Source[], sent: Sent[]): Promise<Outcome> {
  const outcome: Outcome = { handled: [], dead: [], faults: {} };
  const deadline = performance.now() + 1000 * 60 + 100 * sent.length;
  for (;;) {
    for (const body of await drain(sqs, seen)) {
      const { handled, fault } = JSON.parse(body) as { handled: string[]; fault?: string };
      outcome.handled.push(...handled);
      if (fault) outcome.faults[fault] = (outcome.faults[fault] ?? 0) + 1;
    }
    const left = await Promise.all(sources.map(({ url }) => countAll(sqs, url)));
    if (left.every((count) => count === 0)) break;
    if (performance.now() > deadline) throw new Error(`messages are left in the queues: ${left.join(", ")}`);
    const { state } = (await (await sandbox.control("jump?within=60000")).json()) as { state: string };
    if (state === "busy") await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { dead } of sources)
    outcome.dead.push(...(await drain(sqs, dead)).map((body) => (JSON.parse(body) as Sent).id));
  return outcome;
}

/** Takes all there is, and deletes it: what is in flight would hold back its group. */
async function drain(sqs: SQS, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
    if (!Messages.length) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body!));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle: ReceiptHandle! }));
    await sqs.deleteMessageBatch({ QueueUrl, Entries });
  }
}

async function countAll(sqs: SQS, QueueUrl: string): Promise<number> {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
  return (
    Number(Attributes!["ApproximateNumberOfMessages"]) + Number(Attributes!["ApproximateNumberOfMessagesNotVisible"])
  );
}

function judge(sent: Sent[], { handled, dead, faults }: Outcome): Omit<DeliveryProof, "seconds"> {
  const first = [...new Set(handled)];
  const known = new Set(first);
  const last = new Map<string, string>();
  const groupOf = new Map(sent.map(({ id, group }) => [id, group]));
  const outOfOrder = first.filter((id) => {
    const group = groupOf.get(id);
    if (group === undefined) return false;
    const before = last.get(group);
    last.set(group, id);
    return before !== undefined && before > id;
  });
  const poison = sent.filter(({ isPoison }) => isPoison).map(({ id }) => id);
  // A duplicate in a standard queue is a message of its own.
  const expected = sent.flatMap(({ id, isPoison, group }, index) =>
    isPoison ? (group === undefined && (index >> 1) % 20 === 0 ? [id, id] : [id]) : [],
  );
  return {
    messages: sent.length,
    lost: sent.filter(({ id, isPoison }) => !isPoison && !known.has(id)).map(({ id }) => id),
    outOfOrder,
    misplaced: difference(dead, expected),
    repeated: handled.length - first.length,
    poison: poison.length,
    faults,
  };
}

/** What is in one list more often than in the other. */
function difference(one: string[], other: string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of one) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const id of other) counts.set(id, (counts.get(id) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([id]) => id);
}
