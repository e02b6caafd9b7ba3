import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
beforeAll(async () => {
  setup = await startSqsTest();
});
afterAll(() => setup.stop());

/** A queue that gives up messages after `maxReceiveCount` receives, and where it puts them. */
async function pair(maxReceiveCount: number, more: Record<string, string> = {}) {
  const dead = await setup.queue(more);
  const deadLetterTargetArn = await setup.arn(dead);
  const source = await setup.queue({
    ...more,
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
  });
  return { source, dead, sourceArn: await setup.arn(source), deadArn: deadLetterTargetArn };
}

test("a message that was received too often goes to the dead-letter queue, with its history", async () => {
  const { source, dead, sourceArn } = await pair(1);
  const { MessageId } = await setup.sqs.sendMessage({
    QueueUrl: source,
    MessageBody: "message-1",
    MessageAttributes: { MyAttribute: { DataType: "String", StringValue: "foobar" } },
    MessageSystemAttributes: {
      AWSTraceHeader: {
        DataType: "String",
        StringValue: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
      },
    },
  });

  expect(await setup.bodies(source, { VisibilityTimeout: 0 })).toEqual(["message-1"]);
  expect(await setup.bodies(source)).toEqual([]);
  const { Messages } = await setup.sqs.receiveMessage({
    QueueUrl: dead,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });

  // Recorded in test_dead_letter_queue_message_attributes.
  expect(Messages).toMatchObject([
    {
      MessageId,
      MD5OfMessageAttributes: "adb59cd4678ea5a855436b949cd07ab6",
      Attributes: {
        ApproximateReceiveCount: "2",
        AWSTraceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        DeadLetterQueueSourceArn: sourceArn,
      },
    },
  ]);
  expect(await setup.sqs.listDeadLetterSourceQueues({ QueueUrl: dead })).toMatchObject({ queueUrls: [source] });
});

test("a dead letter of a FIFO queue lets its group go on", async () => {
  const { source, dead } = await pair(1, { FifoQueue: "true", ContentBasedDeduplication: "true" });
  for (const MessageBody of ["poison", "next"])
    await setup.sqs.sendMessage({ QueueUrl: source, MessageBody, MessageGroupId: "g" });

  await setup.bodies(source, { MaxNumberOfMessages: 1, VisibilityTimeout: 0 });

  expect(await setup.bodies(source, { MaxNumberOfMessages: 1 })).toEqual(["next"]);
  expect(await setup.bodies(dead)).toEqual(["poison"]);
});

test("redrive policies that AWS refuses", async () => {
  const dead = await setup.queue();
  const deadLetterTargetArn = await setup.arn(dead);
  const create = (policy: object | string, more: Record<string, string> = {}) =>
    setup.queue({ ...more, RedrivePolicy: typeof policy === "string" ? policy : JSON.stringify(policy) });

  await expect(create({ deadLetterTargetArn })).rejects.toThrow(
    `Value {"deadLetterTargetArn":"${deadLetterTargetArn}"} for parameter RedrivePolicy is invalid. Reason: Redrive policy does not contain mandatory attribute: maxReceiveCount.`,
  );
  await expect(create({ deadLetterTargetArn, maxReceiveCount: 1001 })).rejects.toThrow(
    /Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive\./,
  );
  await expect(create({ deadLetterTargetArn: `${deadLetterTargetArn}x`, maxReceiveCount: 1 })).rejects.toThrow(
    /Dead letter target does not exist\./,
  );
  await expect(create({ deadLetterTargetArn, maxReceiveCount: 1 }, { FifoQueue: "true" })).rejects.toThrow(/same type/);
  await expect(create("[]")).rejects.toThrow(/Redrive policy is not a valid JSON map\./);
  await setup.sqs.setQueueAttributes({
    QueueUrl: dead,
    Attributes: { RedriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) },
  });
  await expect(create({ deadLetterTargetArn, maxReceiveCount: 1 })).rejects.toThrow(/RedriveAllowPolicy/);
});

test("a move task brings the messages back, as new ones", async () => {
  const { source, dead, deadArn } = await pair(1);
  const { MessageId } = await setup.sqs.sendMessage({ QueueUrl: source, MessageBody: "m" });
  await setup.bodies(source, { VisibilityTimeout: 0 });
  await setup.bodies(source);

  await setup.sqs.startMessageMoveTask({ SourceArn: deadArn });

  // Recorded in test_move_task_workflow_with_default_destination.
  await eventually(async () =>
    expect((await setup.sqs.listMessageMoveTasks({ SourceArn: deadArn })).Results).toEqual([
      {
        ApproximateNumberOfMessagesMoved: 1,
        ApproximateNumberOfMessagesToMove: 1,
        SourceArn: deadArn,
        StartedTimestamp: expect.any(Number),
        Status: "COMPLETED",
      },
    ]),
  );
  const { Messages } = await setup.sqs.receiveMessage({ QueueUrl: source, MessageSystemAttributeNames: ["All"] });
  expect(Messages).toMatchObject([{ Body: "m", Attributes: { ApproximateReceiveCount: "1" } }]);
  expect(Messages![0]!.MessageId).not.toBe(MessageId);
  expect(await setup.bodies(dead)).toEqual([]);
});

test("a move task with a limit can be cancelled half-way", async () => {
  const { dead, deadArn } = await pair(1);
  const other = await setup.queue();
  for (const MessageBody of ["1", "2", "3"]) await setup.sqs.sendMessage({ QueueUrl: dead, MessageBody });

  const { TaskHandle } = await setup.sqs.startMessageMoveTask({
    SourceArn: deadArn,
    DestinationArn: await setup.arn(other),
    MaxNumberOfMessagesPerSecond: 1,
  });
  await setup.pass(1);
  const cancelled = await setup.sqs.cancelMessageMoveTask({ TaskHandle: TaskHandle! });

  expect(cancelled).toMatchObject({ ApproximateNumberOfMessagesMoved: 1 });
  expect(await setup.bodies(other)).toEqual(["1"]);
  expect((await setup.sqs.listMessageMoveTasks({ SourceArn: deadArn })).Results).toMatchObject([
    { Status: "CANCELLED", ApproximateNumberOfMessagesToMove: 3, MaxNumberOfMessagesPerSecond: 1 },
  ]);
  await expect(setup.sqs.cancelMessageMoveTask({ TaskHandle: TaskHandle! })).rejects.toThrow(
    "Only active tasks can be cancelled.",
  );
});
