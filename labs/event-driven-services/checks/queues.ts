import { GetQueueAttributesCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventually, expectEqual, expectThat, type Lab, steadily } from "@course/grader/checks";
import {
  consumerOf,
  type Delivery,
  invoke,
  type Invocation,
  queueArn,
  queueEvent,
} from "@course/grader/checks/deliver";
import { pausingConsumers } from "@course/grader/checks/pause";
import { takeMessage } from "@course/grader/checks/take";
import { put, type ShopEvent } from "./events.ts";
import { CATCHING_UP_MS } from "./shop.ts";

const DAY_SECONDS = 86_400;

/** The outputs that name the queues from which the services read. */
type QueueOutput = "OrdersQueueUrl" | "StockQueueUrl";

/** The function that handles the messages of a queue. */
export async function consumer(lab: Lab, output: QueueOutput): Promise<string> {
  return consumerOf(lab, await queueArn(lab, lab.output(output)));
}

/** Nobody at stock reads while `run` runs: orders stay as they are, and the check says what becomes of them. */
export async function withoutStock(lab: Lab, run: () => Promise<void>): Promise<void> {
  await pausingConsumers(lab, await queueArn(lab, lab.output("StockQueueUrl")), run);
}

/** The message that stock's queue gets for an event, to be delivered as often as a check likes. */
export async function taken(lab: Lab, event: ShopEvent): Promise<() => Promise<Invocation>> {
  return (await takenAll(lab, [event]))[0]!;
}

/** The same for up to ten events, in their order. */
export async function takenAll(lab: Lab, events: ShopEvent[]): Promise<(() => Promise<Invocation>)[]> {
  const url = lab.output("StockQueueUrl");
  const arn = await queueArn(lab, url);
  const reserves = await consumer(lab, "StockQueueUrl");
  const messages = new Map<ShopEvent, Delivery>();
  await pausingConsumers(lab, arn, async () => {
    await put(lab, ...events);
    while (messages.size < events.length) {
      const delivery = await takeMessage(lab, url);
      const event = events.find(({ detail }) => delivery.body.includes(detail.data.orderId));
      // Orders of checks that are over may still be there.
      if (event) messages.set(event, delivery);
    }
  });
  return events.map((event) => () => invoke(lab, reserves, queueEvent(arn, [messages.get(event)!])));
}

export function failed({ error, payload }: Invocation): boolean {
  return error !== undefined || payload?.batchItemFailures?.length > 0;
}

/** Lets events gather in a queue, so that they come in one batch; expects that, of them, only the poison ends in the dead-letter queue. */
export async function expectParked(
  lab: Lab,
  output: QueueOutput,
  all: string[],
  poison: string,
  send: () => Promise<void>,
): Promise<void> {
  const url = lab.output(output);
  await consumer(lab, output);
  const deadLetters = opened(lab, await deadLettersOf(lab, url));
  await pausingConsumers(lab, await queueArn(lab, url), async () => {
    await send();
    await untilWaiting(lab, url, all.length);
  });
  const where = lab.text("deadLetters", { queue: output, poison });
  const expectOnlyPoison = async () => {
    const parked = [];
    for (const words of all) if ((await deadLetters(words)).length) parked.push(words);
    expectEqual(parked, [poison], where);
  };
  await eventually(expectOnlyPoison, { within: CATCHING_UP_MS });
  await steadily(expectOnlyPoison, { during: 5_000 });
}

/** What of a queue's content is about something; whoever asks gets all that came so far. */
function opened(lab: Lab, QueueUrl: string): (words: string) => Promise<string[]> {
  const bodies: string[] = [];
  return async (words) => {
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await lab.client(SQSClient).send(command);
      if (!Messages.length) return bodies.filter((body) => body.includes(words));
      bodies.push(...Messages.map(({ Body }) => Body!));
    }
  };
}

/** Waits until so many messages are in a queue that nobody reads. */
async function untilWaiting(lab: Lab, QueueUrl: string, count: number): Promise<void> {
  await eventually(
    async () => {
      const waiting = Number((await attributes(lab, QueueUrl))["ApproximateNumberOfMessages"]);
      expectThat(waiting >= count, { expected: lab.text("messages", { count }), found: waiting, where: QueueUrl });
    },
    { within: 60_000 },
  );
}

/** The dead-letter queue of a queue: its URL. It must keep messages for as long as a queue keeps anything. */
async function deadLettersOf(lab: Lab, queueUrl: string): Promise<string> {
  const { RedrivePolicy } = await attributes(lab, queueUrl);
  expectThat(RedrivePolicy !== undefined, { expected: "RedrivePolicy", found: "-", where: queueUrl });
  const { deadLetterTargetArn } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn: string };
  const command = new GetQueueUrlCommand({ QueueName: deadLetterTargetArn.split(":").at(-1)! });
  const { QueueUrl } = await lab.client(SQSClient).send(command);
  const { MessageRetentionPeriod } = await attributes(lab, QueueUrl!);
  expectEqual(MessageRetentionPeriod, String(14 * DAY_SECONDS), `${QueueUrl}, MessageRetentionPeriod`);
  return QueueUrl!;
}

async function attributes(lab: Lab, QueueUrl: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  return (await lab.client(SQSClient).send(command)).Attributes ?? {};
}
