import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
beforeAll(async () => {
  setup = await startSqsTest();
});
afterAll(() => setup.stop());

test("SendMessage answers with AWS's digests, ReceiveMessage with what was asked for", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue();
  // Recorded in test_send_message_with_binary_attributes.
  const attr1 = {
    DataType: "Binary",
    BinaryValue: Buffer.from("traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"),
  };

  const sent = await sqs.sendMessage({ QueueUrl, MessageBody: "test", MessageAttributes: { attr1 } });
  const plain = await sqs.receiveMessage({ QueueUrl, VisibilityTimeout: 0 });
  const full = await sqs.receiveMessage({
    QueueUrl,
    MessageAttributeNames: ["attr.*", "attr*", ".*"],
    MessageSystemAttributeNames: ["All"],
  });

  expect(sent).toMatchObject({
    MD5OfMessageBody: "098f6bcd4621d373cade4e832627b4f6",
    MD5OfMessageAttributes: "8cbe4db156db8a94db8b801b7addb984",
  });
  expect(Object.keys(plain.Messages![0]!)).toEqual(["MessageId", "ReceiptHandle", "MD5OfBody", "Body"]);
  expect(full.Messages![0]).toMatchObject({
    MessageId: sent.MessageId,
    MD5OfMessageAttributes: "8cbe4db156db8a94db8b801b7addb984",
    Attributes: {
      ApproximateReceiveCount: "2",
      SenderId: expect.stringMatching(/^AIDA/),
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
  });
});

test("a message is hidden until its visibility timeout ends on the virtual clock", async () => {
  const QueueUrl = await setup.queue({ VisibilityTimeout: "45" });
  await setup.sqs.sendMessage({ QueueUrl, MessageBody: "one" });

  expect(await setup.bodies(QueueUrl)).toEqual(["one"]);
  await setup.pass(40);
  expect(await setup.bodies(QueueUrl)).toEqual([]);
  await setup.pass(5);
  expect(await setup.bodies(QueueUrl)).toEqual(["one"]);
});

test("a handle deletes also after the timeout, and only the latest does", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue();
  await sqs.sendMessage({ QueueUrl, MessageBody: "one" });
  const receive = async () =>
    (await sqs.receiveMessage({ QueueUrl, VisibilityTimeout: 0 })).Messages?.[0]?.ReceiptHandle;

  const first = await receive();
  const second = await receive();
  await sqs.deleteMessage({ QueueUrl, ReceiptHandle: first! });
  const third = await receive();
  await sqs.deleteMessage({ QueueUrl, ReceiptHandle: third! });

  expect(new Set([first, second, third]).size).toBe(3);
  expect(await receive()).toBeUndefined();
  await expect(sqs.deleteMessage({ QueueUrl, ReceiptHandle: "garbage" })).rejects.toMatchObject({
    name: "ReceiptHandleIsInvalid",
    message: 'The input receipt handle "garbage" is not a valid receipt handle.',
    $metadata: { httpStatusCode: 404 },
  });
});

test("delays of queue and message, and the counts", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue({ DelaySeconds: "60" });
  await sqs.sendMessage({ QueueUrl, MessageBody: "slow" });
  await sqs.sendMessage({ QueueUrl, MessageBody: "fast", DelaySeconds: 0 });
  await sqs.sendMessage({ QueueUrl, MessageBody: "middle", DelaySeconds: 10 });

  expect(await setup.bodies(QueueUrl, { VisibilityTimeout: 500 })).toEqual(["fast"]);
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: "0",
    ApproximateNumberOfMessagesDelayed: "2",
    ApproximateNumberOfMessagesNotVisible: "1",
  });
  await setup.pass(10);
  expect(await setup.bodies(QueueUrl, { VisibilityTimeout: 500 })).toEqual(["middle"]);
  await setup.pass(50);
  expect(await setup.bodies(QueueUrl, { VisibilityTimeout: 500 })).toEqual(["slow"]);
});

test("a long poll ends with the first message, or with its time on the virtual clock", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue({ ReceiveMessageWaitTimeSeconds: "20" });

  const waiting = setup.bodies(QueueUrl);
  await sqs.sendMessage({ QueueUrl, MessageBody: "late", DelaySeconds: 5 });
  await setup.pass(5);
  expect(await waiting).toEqual(["late"]);

  const empty = setup.bodies(QueueUrl, { WaitTimeSeconds: 7 });
  await setup.pass(7);
  expect(await empty).toEqual([]);
});

test("messages older than the retention period are gone", async () => {
  const QueueUrl = await setup.queue({ MessageRetentionPeriod: "120" });
  await setup.sqs.sendMessage({ QueueUrl, MessageBody: "old" });

  await setup.pass(120);

  const { Attributes } = await setup.sqs.getQueueAttributes({
    QueueUrl,
    AttributeNames: ["ApproximateNumberOfMessages"],
  });
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: "0" });
});

test("fair queues: a quiet group does not wait behind a noisy one", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue();
  for (let index = 0; index < 4; index++)
    await sqs.sendMessage({ QueueUrl, MessageBody: `noisy ${index}`, MessageGroupId: "noisy" });
  await setup.bodies(QueueUrl, { MaxNumberOfMessages: 1 });
  await sqs.sendMessage({ QueueUrl, MessageBody: "quiet", MessageGroupId: "quiet" });

  expect(await setup.bodies(QueueUrl, { MaxNumberOfMessages: 2 })).toEqual(["quiet", "noisy 1"]);
});

test("a batch fails in part, and as a whole where AWS says so", async () => {
  const { sqs } = setup;
  const QueueUrl = await setup.queue({ MaximumMessageSize: "1024" });

  const outcome = await sqs.sendMessageBatch({
    QueueUrl,
    Entries: [
      { Id: "big", MessageBody: "x".repeat(1025) },
      { Id: "ok", MessageBody: "x".repeat(1024) },
    ],
  });

  expect(outcome.Failed).toEqual([
    {
      Id: "big",
      SenderFault: true,
      Code: "InvalidParameterValue",
      Message: "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
    },
  ]);
  expect(outcome.Successful).toMatchObject([{ Id: "ok" }]);
  const entry = (Id: string) => ({ Id, MessageBody: "x" });
  await expect(sqs.sendMessageBatch({ QueueUrl, Entries: [] })).rejects.toMatchObject({ name: "EmptyBatchRequest" });
  await expect(sqs.sendMessageBatch({ QueueUrl, Entries: [entry("a"), entry("a")] })).rejects.toMatchObject({
    name: "BatchEntryIdsNotDistinct",
    message: "Id a repeated.",
  });
  const { Messages } = await sqs.receiveMessage({ QueueUrl });
  const Entries = [
    { Id: "1", ReceiptHandle: Messages![0]!.ReceiptHandle! },
    { Id: "2", ReceiptHandle: "garbage" },
  ];
  const changed = await sqs.changeMessageVisibilityBatch({
    QueueUrl,
    Entries: Entries.map((one) => ({ ...one, VisibilityTimeout: 5 })),
  });
  expect(changed.Failed).toMatchObject([{ Id: "2", Code: "ReceiptHandleIsInvalid" }]);
  const deleted = await sqs.deleteMessageBatch({ QueueUrl, Entries });
  expect(deleted).toMatchObject({ Successful: [{ Id: "1" }], Failed: [{ Id: "2", Code: "ReceiptHandleIsInvalid" }] });
});
