import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { SQS, type QueueAttributeName } from "@aws-sdk/client-sqs";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const options = sandbox.client({ account: RECORDED_ACCOUNT });
const sqs = new SQS(options);
/** As old clients speak. */
const query = new SQS({
  ...options,
  protocol: AwsQueryProtocol,
  protocolSettings: {
    defaultNamespace: "com.amazonaws.sqs",
    xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    version: "2012-11-05",
  },
});

let count = 0;
async function create(Attributes: Partial<Record<QueueAttributeName, string>> = {}, client = sqs): Promise<string> {
  const QueueName = `q${count++}${Attributes.FifoQueue === "true" ? ".fifo" : ""}`;
  return (await client.createQueue({ QueueName, Attributes })).QueueUrl!;
}

const arnOf = (QueueUrl: string) => `arn:aws:sqs:us-east-1:${RECORDED_ACCOUNT}:${QueueUrl.split("/").at(-1)}`;
const FIFO = { FifoQueue: "true" };
const QueueUrl = await create();
const fifo = await create(FIFO);
const send = (more: object, url = QueueUrl) => sqs.sendMessage({ QueueUrl: url, MessageBody: "x", ...more });
const receive = (more: object) => sqs.receiveMessage({ QueueUrl, ...more });
const entries = (length: number) => Array.from({ length }, (_, index) => ({ Id: String(index), MessageBody: "x" }));
const LONG_ID = "a".repeat(129);

/** A dead-letter queue with messages in it. */
async function deadQueue(): Promise<string> {
  const url = await create();
  await create({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(url), maxReceiveCount: 1 }) });
  for (const MessageBody of ["1", "2", "3"]) await sqs.sendMessage({ QueueUrl: url, MessageBody });
  return url;
}

const permission = (Label: string) => ({
  QueueUrl,
  Label,
  AWSAccountIds: [RECORDED_ACCOUNT],
  Actions: ["ReceiveMessage"],
});
const handle = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64");

compareErrors("sqs", {
  raised: {
    "InvalidParameterValue: Value 11 for parameter MaxNumberOfMessages …": () => receive({ MaxNumberOfMessages: 11 }),
    "InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.":
      () => send({ MessageBody: "x".repeat(1_048_577) }),
    "InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.":
      async () => send({ MessageBody: "x".repeat(1025) }, await create({ MaximumMessageSize: "1024" })),
    "AWS.SimpleQueueService.BatchRequestTooLong: …": () =>
      sqs.sendMessageBatch({
        QueueUrl,
        Entries: [
          { Id: "1", MessageBody: "x".repeat(1_048_576) },
          { Id: "2", MessageBody: "x" },
        ],
      }),
    "QueueAlreadyExists: … ContentBasedDeduplication": async () => {
      await sqs.createQueue({ QueueName: "same.fifo", Attributes: { ...FIFO, ContentBasedDeduplication: "true" } });
      await sqs.createQueue({ QueueName: "same.fifo", Attributes: { ...FIFO, ContentBasedDeduplication: "false" } });
    },
    "QueueAlreadyExists: … DelaySeconds": async () => {
      await sqs.createQueue({ QueueName: "same", Attributes: { DelaySeconds: "1" } });
      await sqs.createQueue({ QueueName: "same", Attributes: { DelaySeconds: "2" } });
    },
    "InvalidParameterValue: Value 2 for parameter DelaySeconds …": () =>
      send({ DelaySeconds: 2, MessageGroupId: "g", MessageDeduplicationId: "d" }, fifo),
    "AWS.SimpleQueueService.TooManyEntriesInBatchRequest: …": () =>
      sqs.sendMessageBatch({ QueueUrl, Entries: entries(20) }),
    "AWS.SimpleQueueService.InvalidBatchEntryId: …": () =>
      sqs.sendMessageBatch({ QueueUrl, Entries: [{ Id: "invalid:id", MessageBody: "x" }] }),
    "InvalidParameterValue: The queue should either have ContentBasedDeduplication enabled …": () =>
      send({ MessageGroupId: "g" }, fifo),
    "InvalidParameterValue: The request must contain the parameter MessageGroupId.": () =>
      sqs.sendMessageBatch({ QueueUrl: fifo, Entries: entries(1) }),
    "InvalidParameterValue: Message (user) attribute 'ErrorDetails' …": () =>
      send({ MessageAttributes: { ErrorDetails: { DataType: "String", StringValue: "" } } }),
    "InvalidAttributeName: Unknown Attribute FifoQueue.": () =>
      sqs.setQueueAttributes({ QueueUrl, Attributes: { FifoQueue: "true" } }),
    "InvalidAttributeValue: Invalid value for the parameter FifoQueue. …": () =>
      sqs.setQueueAttributes({ QueueUrl: fifo, Attributes: { FifoQueue: "false" } }),
    "MissingParameter: The request must contain the parameter MessageGroupId.": () => send({}, fifo),
    "AWS.SimpleQueueService.PurgeQueueInProgress: …": async () => {
      await sqs.purgeQueue({ QueueUrl });
      await sqs.purgeQueue({ QueueUrl });
    },
    "InvalidParameterValue: Value crossaccountpermission for parameter Label …": async () => {
      await sqs.addPermission(permission("crossaccountpermission"));
      await sqs.addPermission(permission("crossaccountpermission"));
    },
    "InvalidParameterValue: Value crossaccountpermission2 for parameter Label …": () =>
      sqs.removePermission({ QueueUrl, Label: "crossaccountpermission2" }),
    "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist.": () =>
      sqs.getQueueUrl({ QueueName: "absent" }),
    "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist for this wsdl version.": () =>
      query.getQueueUrl({ QueueName: "absent" }),
    "InvalidAttributeName: Unknown Attribute ContentBasedDeduplication.": () =>
      create({ ContentBasedDeduplication: "true" }),
    "InvalidAttributeName: You can specify the DeduplicationScope …": () => create({ DeduplicationScope: "queue" }),
    "InvalidAttributeName: You can specify the FifoThroughputLimit …": () =>
      create({ FifoThroughputLimit: "perQueue" }),
    "InvalidAttributeName: You can use one type of server-side encryption …": () =>
      sqs.setQueueAttributes({
        QueueUrl,
        Attributes: { KmsMasterKeyId: "alias/aws/sqs", SqsManagedSseEnabled: "true" },
      }),
    "InvalidParameterValue: Value 21 for parameter WaitTimeSeconds …": () => receive({ WaitTimeSeconds: 21 }),
    "InvalidParameterValue: Value -1 for parameter WaitTimeSeconds …": () => receive({ WaitTimeSeconds: -1 }),
    "MissingParameter: The request must contain the parameter MessageBody.": () => send({ MessageBody: "" }),
    "InvalidParameterValue: Value <receipt-handle:1> for parameter ReceiptHandle …": async () => {
      await send({ MessageGroupId: "g", MessageDeduplicationId: "d" }, fifo);
      const { Messages } = await sqs.receiveMessage({ QueueUrl: fifo, VisibilityTimeout: 0 });
      await sqs.deleteMessage({ QueueUrl: fifo, ReceiptHandle: Messages![0]!.ReceiptHandle! });
    },
    "InvalidParameterValue: Value  for parameter MessageGroupId …": () => send({ MessageGroupId: "" }),
    "InvalidParameterValue: Value aaa… for parameter MessageGroupId …": () => send({ MessageGroupId: LONG_ID }),
    "InvalidParameterValue: Value group 123 for parameter MessageGroupId …": () =>
      send({ MessageGroupId: "group 123" }),
    "InvalidParameterValue: Value  for parameter MessageDeduplicationId …": () =>
      send({ MessageGroupId: "g", MessageDeduplicationId: "" }, fifo),
    "InvalidParameterValue: Value aaa… for parameter MessageDeduplicationId …": () =>
      send({ MessageGroupId: "g", MessageDeduplicationId: LONG_ID }, fifo),
    "InvalidParameterValue: Value group 123 for parameter MessageDeduplicationId …": () =>
      send({ MessageGroupId: "g", MessageDeduplicationId: "group 123" }, fifo),
    "InvalidParameterValue: Source queue must be configured as a Dead Letter Queue.": () =>
      sqs.startMessageMoveTask({ SourceArn: arnOf(QueueUrl) }),
    "InvalidParameterValue: Value for parameter TaskHandle is invalid.": () =>
      sqs.cancelMessageMoveTask({ TaskHandle: "foobared" }),
    "ResourceNotFoundException: The resource that you specified for the SourceArn parameter doesn't exist.": () =>
      sqs.cancelMessageMoveTask({ TaskHandle: handle({ taskId: "1", sourceArn: `${arnOf(QueueUrl)}x` }) }),
    "ResourceNotFoundException: Task does not exist.": () =>
      sqs.cancelMessageMoveTask({ TaskHandle: handle({ taskId: "1", sourceArn: arnOf(QueueUrl) }) }),
    "ResourceNotFoundException: The resource that you specified for the DestinationArn parameter doesn't exist.":
      async () =>
        sqs.startMessageMoveTask({ SourceArn: arnOf(await deadQueue()), DestinationArn: `${arnOf(QueueUrl)}x` }),
    "InvalidParameterValue: There is already a task running. …": async () => {
      const task = {
        SourceArn: arnOf(await deadQueue()),
        DestinationArn: arnOf(QueueUrl),
        MaxNumberOfMessagesPerSecond: 1,
      };
      await sqs.startMessageMoveTask(task);
      await sqs.startMessageMoveTask(task);
    },
  },
  beyond: {},
});
