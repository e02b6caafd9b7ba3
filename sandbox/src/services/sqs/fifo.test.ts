import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
beforeAll(async () => {
  setup = await startSqsTest();
});
afterAll(() => setup.stop());

const FIFO = { FifoQueue: "true", ContentBasedDeduplication: "true" };
const send = (QueueUrl: string, MessageGroupId: string, MessageBody: string, MessageDeduplicationId?: string) =>
  setup.sqs.sendMessage({
    QueueUrl,
    MessageGroupId,
    MessageBody,
    ...(MessageDeduplicationId && { MessageDeduplicationId }),
  });

test("groups keep their order; one that is in flight holds back its own only", async () => {
  const QueueUrl = await setup.queue(FIFO);
  for (const text of ["a1", "b1", "a2", "b2", "a3"]) await send(QueueUrl, text[0]!, text);

  const { Messages } = await setup.sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 2 });
  expect(Messages!.map(({ Body }) => Body)).toEqual(["a1", "a2"]);
  expect(await setup.bodies(QueueUrl)).toEqual(["b1", "b2"]);
  expect(await setup.bodies(QueueUrl)).toEqual([]);
  await setup.sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle! });
  expect(await setup.bodies(QueueUrl)).toEqual([]);
  await setup.sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages![1]!.ReceiptHandle! });
  expect(await setup.bodies(QueueUrl)).toEqual(["a3"]);
});

test("a duplicate within five minutes is answered and not delivered, also after the first was deleted", async () => {
  const QueueUrl = await setup.queue(FIFO);

  const first = await send(QueueUrl, "g", "same", "id");
  const { Messages } = await setup.sqs.receiveMessage({ QueueUrl });
  await setup.sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle! });
  const second = await send(QueueUrl, "g", "other text", "id");
  await send(QueueUrl, "g", "later");
  await setup.pass(300);
  const third = await send(QueueUrl, "g", "same", "id");

  expect(first.SequenceNumber).toMatch(/^\d{20}$/);
  expect(second).toMatchObject({ MessageId: first.MessageId!, SequenceNumber: first.SequenceNumber! });
  expect(third.MessageId).not.toBe(first.MessageId);
  expect(await setup.bodies(QueueUrl)).toEqual(["later", "same"]);
});

test("the scope of deduplication is the queue or the group", async () => {
  const perQueue = await setup.queue(FIFO);
  const perGroup = await setup.queue({
    ...FIFO,
    DeduplicationScope: "messageGroup",
    FifoThroughputLimit: "perMessageGroupId",
  });

  for (const queue of [perQueue, perGroup]) for (const group of ["a", "b"]) await send(queue, group, "same");

  expect(await setup.bodies(perQueue)).toEqual(["same"]);
  expect(await setup.bodies(perGroup)).toEqual(["same", "same"]);
  await expect(setup.queue({ ...FIFO, FifoThroughputLimit: "perMessageGroupId" })).rejects.toThrow(
    /allowed only when the value for DeduplicationScope is messageGroup/,
  );
});

test("a message that becomes visible again comes before the later ones of its group", async () => {
  const QueueUrl = await setup.queue(FIFO);
  for (const text of ["1", "2", "3"]) await send(QueueUrl, "g", text);

  const { Messages } = await setup.sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 3 });
  await setup.sqs.changeMessageVisibility({
    QueueUrl,
    ReceiptHandle: Messages![0]!.ReceiptHandle!,
    VisibilityTimeout: 0,
  });

  // Recorded in test_fifo_group_visibility_extends_with_change_message_visibility.
  expect(await setup.bodies(QueueUrl)).toEqual(["1"]);
});

test("the same ReceiveRequestAttemptId gives the same messages", async () => {
  const QueueUrl = await setup.queue(FIFO);
  await send(QueueUrl, "g", "1");
  const receive = (ReceiveRequestAttemptId: string) => setup.sqs.receiveMessage({ QueueUrl, ReceiveRequestAttemptId });

  const first = await receive("a");
  const again = await receive("a");
  const other = await receive("b");

  expect(again.Messages).toEqual(first.Messages);
  expect(other.Messages).toBeUndefined();
});
