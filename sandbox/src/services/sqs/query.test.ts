import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqsTest } from "./testing.ts";

// Clients of before November 2023 speak query to SQS; ours, told to, stands for them.
let setup: Awaited<ReturnType<typeof startSqsTest>>;
let query: SQS;
beforeAll(async () => {
  setup = await startSqsTest();
  query = new SQS({
    ...setup.sandbox.client(),
    protocol: AwsQueryProtocol,
    protocolSettings: {
      defaultNamespace: "com.amazonaws.sqs",
      xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
      version: "2012-11-05",
    },
  });
});
afterAll(() => setup.stop());

test("the query protocol carries lists, maps and bytes both ways", async () => {
  const { QueueUrl } = await query.createQueue({
    QueueName: "old",
    Attributes: { DelaySeconds: "0", VisibilityTimeout: "7" },
    tags: { team: "a b&c" },
  });
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "é & <x>" },
    bytes: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
  };
  const sent = await query.sendMessageBatch({
    QueueUrl: QueueUrl!,
    Entries: [
      { Id: "1", MessageBody: "one", MessageAttributes },
      { Id: "2", MessageBody: "" },
    ],
  });
  const { Messages } = await query.receiveMessage({
    QueueUrl: QueueUrl!,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
  });

  expect(QueueUrl).toBe(`${setup.sandbox.endpoint}/000000000000/old`);
  expect(sent.Failed).toMatchObject([{ Id: "2", Code: "MissingParameter" }]);
  expect(Messages).toHaveLength(1);
  expect(Messages![0]!.MessageAttributes!["text"]).toEqual(MessageAttributes.text);
  expect(Buffer.from(Messages![0]!.MessageAttributes!["bytes"]!.BinaryValue!)).toEqual(Buffer.from([0, 255]));
  expect(Messages![0]!.Attributes).toMatchObject({ ApproximateReceiveCount: "1" });
  expect((await query.listQueueTags({ QueueUrl: QueueUrl! })).Tags).toEqual({ team: "a b&c" });
  expect((await query.getQueueAttributes({ QueueUrl: QueueUrl!, AttributeNames: ["All"] })).Attributes).toMatchObject({
    VisibilityTimeout: "7",
  });
  expect((await query.listQueues({ QueueNamePrefix: "old" })).QueueUrls).toEqual([QueueUrl]);
});

test("errors are in the protocol of the request", async () => {
  await expect(query.getQueueUrl({ QueueName: "absent" })).rejects.toMatchObject({
    Code: "AWS.SimpleQueueService.NonExistentQueue",
    $metadata: { httpStatusCode: 400 },
  });
  await expect(setup.sqs.getQueueUrl({ QueueName: "absent" })).rejects.toMatchObject({
    name: "QueueDoesNotExist",
    Code: "AWS.SimpleQueueService.NonExistentQueue",
  });
  await expect(setup.sqs.sendMessage({ QueueUrl: undefined!, MessageBody: "x" })).rejects.toMatchObject({
    Code: "MissingParameter",
    message: "The request must contain the parameter QueueUrl.",
  });
  await expect(setup.sqs.purgeQueue({ QueueUrl: "nowhere" })).rejects.toMatchObject({
    name: "InvalidAddress",
    message: "The address nowhere is not valid for this endpoint.",
  });
  const unsigned = await fetch(`${setup.sandbox.endpoint}/`, {
    method: "POST",
    headers: { "x-amz-target": "AmazonSQS.ListQueues", "content-type": "application/x-amz-json-1.0" },
    body: "{}",
  });
  expect(await unsigned.json()).toMatchObject({ message: "Request is missing Authentication Token" });
});

test("a client without an endpoint of its own takes that of the queue's URL", async () => {
  const QueueUrl = await setup.queue();
  const { credentials, region } = setup.sandbox.client();
  const client = new SQS({ credentials, region, logger: { debug() {}, info() {}, warn() {}, error() {} } });

  await client.sendMessage({ QueueUrl, MessageBody: "x" });

  expect(await setup.bodies(QueueUrl)).toEqual(["x"]);
});
