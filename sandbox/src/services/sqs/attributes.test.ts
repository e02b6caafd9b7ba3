import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
beforeAll(async () => {
  setup = await startSqsTest();
});
afterAll(() => setup.stop());

const all = async (QueueUrl: string) =>
  (await setup.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] })).Attributes;

const STANDARD = {
  ApproximateNumberOfMessages: "0",
  ApproximateNumberOfMessagesDelayed: "0",
  ApproximateNumberOfMessagesNotVisible: "0",
  CreatedTimestamp: expect.stringMatching(/^\d{10}$/),
  DelaySeconds: "0",
  LastModifiedTimestamp: expect.stringMatching(/^\d{10}$/),
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  QueueArn: expect.any(String),
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
  VisibilityTimeout: "30",
};

test("the attributes of new queues (recorded 2025-12, test_aws_sqs_queue.py)", async () => {
  expect(await all(await setup.queue())).toEqual(STANDARD);
  expect(await all(await setup.queue({ FifoQueue: "true" }))).toEqual({
    ...STANDARD,
    ContentBasedDeduplication: "false",
    DeduplicationScope: "queue",
    FifoQueue: "true",
    FifoThroughputLimit: "perQueue",
  });
});

test("one encryption at a time; an empty value returns to the default (recorded in test_set_queue_attributes_default_values)", async () => {
  const QueueUrl = await setup.queue();
  const set = (Attributes: Record<string, string>) => setup.sqs.setQueueAttributes({ QueueUrl, Attributes });

  await set({ KmsMasterKeyId: "alias/aws/sqs", KmsDataKeyReusePeriodSeconds: "6000", DelaySeconds: "5" });
  expect(await all(QueueUrl)).toEqual({
    ...STANDARD,
    DelaySeconds: "5",
    KmsDataKeyReusePeriodSeconds: "6000",
    KmsMasterKeyId: "alias/aws/sqs",
    SqsManagedSseEnabled: "false",
  });
  await set({ KmsMasterKeyId: "", KmsDataKeyReusePeriodSeconds: "", DelaySeconds: "" });
  expect(await all(QueueUrl)).toEqual(STANDARD);
  await expect(set({ KmsMasterKeyId: "my-key" })).rejects.toMatchObject({ name: "NotEmulated" });
});

test.each([
  ["DelaySeconds", "901"],
  ["VisibilityTimeout", "43201"],
  ["MaximumMessageSize", "1048577"],
  ["MessageRetentionPeriod", "59"],
  ["ReceiveMessageWaitTimeSeconds", "-1"],
  ["Policy", "{}"],
])("%s %s is no value for it", async (name, value) => {
  await expect(setup.queue({ [name]: value })).rejects.toMatchObject({
    name: "InvalidAttributeValue",
    message: `Invalid value for the parameter ${name}.`,
  });
});

test("names: what they may be, when they are free again", async () => {
  const create = (QueueName: string, Attributes = {}) => setup.sqs.createQueue({ QueueName, Attributes });

  await expect(create("a.fifo")).rejects.toThrow(
    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );
  await expect(create("a", { FifoQueue: "true" })).rejects.toThrow(/must end with .fifo suffix/);
  const { QueueUrl } = await create("again");
  expect(await create("again")).toMatchObject({ QueueUrl });
  await setup.sqs.deleteQueue({ QueueUrl: QueueUrl! });
  await expect(create("again")).rejects.toMatchObject({
    name: "QueueDeletedRecently",
    message: "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
  });
  await setup.pass(60);
  expect(await create("again")).toMatchObject({ QueueUrl });
});

test("lists of queues in pages", async () => {
  for (const index of [1, 2, 3]) await setup.sqs.createQueue({ QueueName: `page-${index}` });

  const first = await setup.sqs.listQueues({ QueueNamePrefix: "page-", MaxResults: 2 });
  const rest = await setup.sqs.listQueues({ QueueNamePrefix: "page-", MaxResults: 2, NextToken: first.NextToken! });

  const names = (urls: string[] = []) => urls.map((url) => url.split("/").at(-1));
  expect(names(first.QueueUrls)).toEqual(["page-1", "page-2"]);
  expect(names(rest.QueueUrls)).toEqual(["page-3"]);
  expect(rest.NextToken).toBeUndefined();
});
