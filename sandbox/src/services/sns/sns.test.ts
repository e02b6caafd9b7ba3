import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import { SNS, type MessageAttributeValue, type SubscribeCommandInput } from "@aws-sdk/client-sns";
import { SQS, type Message } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";

let sandbox: TestSandbox;
let sns: SNS;
let sqs: SQS;
let functions: ReturnType<typeof functionsOf>;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  sns = new SNS(sandbox.client());
  sqs = new SQS(sandbox.client());
  functions = functionsOf(sandbox);
});
afterAll(() => sandbox.stop());

async function topic(Attributes: Record<string, string> = {}): Promise<string> {
  const Name = `topic-${++counter}${Attributes["FifoTopic"] ? ".fifo" : ""}`;
  return (await sns.createTopic({ Name, Attributes })).TopicArn!;
}

interface Queue {
  url: string;
  arn: string;
}

/** A queue that SNS may send to for a topic; for none without `TopicArn`. */
async function queue(TopicArn?: string, Attributes: Record<string, string> = {}): Promise<Queue> {
  const QueueName = `queue-${++counter}${Attributes["FifoQueue"] ? ".fifo" : ""}`;
  const { QueueUrl } = await sqs.createQueue({ QueueName, Attributes });
  const arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
  };
  if (TopicArn)
    await sqs.setQueueAttributes({
      QueueUrl: QueueUrl!,
      Attributes: { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
    });
  return { url: QueueUrl!, arn };
}

async function subscribe(
  TopicArn: string,
  Endpoint: string,
  Attributes: Record<string, string> = {},
  more: Partial<SubscribeCommandInput> = {},
): Promise<string> {
  const { SubscriptionArn } = await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint, Attributes, ...more });
  return SubscriptionArn!;
}

/** The next so many messages of a queue. */
async function received({ url }: Queue, count = 1): Promise<Message[]> {
  const found: Message[] = [];
  await eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    found.push(...Messages);
    expect(found).toHaveLength(count);
  });
  return found;
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: "String", StringValue });

describe("delivery to queues", () => {
  test("a notification, and the same raw", async () => {
    const TopicArn = await topic();
    const [plain, raw] = [await queue(TopicArn), await queue(TopicArn)];
    const SubscriptionArn = await subscribe(TopicArn, plain.arn);
    await subscribe(TopicArn, raw.arn, { RawMessageDelivery: "true" });

    const MessageAttributes = { kind: text("order"), size: { DataType: "Number", StringValue: "3" } };
    const { MessageId } = await sns.publish({ TopicArn, Message: "hello", Subject: "greeting", MessageAttributes });

    const [notified] = await received(plain);
    expect(JSON.parse(notified!.Body!)).toEqual({
      Type: "Notification",
      MessageId,
      TopicArn,
      Subject: "greeting",
      Message: "hello",
      Timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      SignatureVersion: "1",
      Signature: expect.any(String),
      SigningCertURL: expect.stringContaining("SimpleNotificationService-"),
      UnsubscribeURL: `${sandbox.endpoint}/?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`,
      MessageAttributes: { kind: { Type: "String", Value: "order" }, size: { Type: "Number", Value: "3" } },
    });
    const [rawMessage] = await received(raw);
    expect(rawMessage).toMatchObject({ Body: "hello", MessageAttributes });
  });

  test("filter policies on attributes and on the body", async () => {
    const TopicArn = await topic();
    const [byAttribute, byBody, all] = [await queue(TopicArn), await queue(TopicArn), await queue(TopicArn)];
    await subscribe(TopicArn, byAttribute.arn, {
      FilterPolicy: JSON.stringify({ kind: [{ prefix: "ord" }], size: [{ numeric: [">", 2] }] }),
      RawMessageDelivery: "true",
    });
    await subscribe(TopicArn, byBody.arn, {
      FilterPolicy: JSON.stringify({ order: { total: [{ numeric: [">=", 100] }] } }),
      FilterPolicyScope: "MessageBody",
      RawMessageDelivery: "true",
    });
    await subscribe(TopicArn, all.arn, { RawMessageDelivery: "true" });
    const size = (StringValue: string) => ({ DataType: "Number", StringValue });

    await sns.publishBatch({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: "1", Message: "one", MessageAttributes: { kind: text("order"), size: size("3") } },
        { Id: "2", Message: "two", MessageAttributes: { kind: text("order"), size: size("2") } },
        { Id: "3", Message: '{"order":{"total":100}}' },
        { Id: "4", Message: '{"order":{"total":99}}' },
      ],
    });

    expect(await received(all, 4)).toHaveLength(4);
    expect((await received(byAttribute)).map(({ Body }) => Body)).toEqual(["one"]);
    expect((await received(byBody)).map(({ Body }) => Body)).toEqual(['{"order":{"total":100}}']);
  });

  test("a queue without a policy gets nothing; the subscription's dead-letter queue does, and the hop says why", async () => {
    const TopicArn = await topic();
    const [closed, dead] = [await queue(), await queue(TopicArn)];
    await subscribe(TopicArn, closed.arn, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) });

    await sns.publish({ TopicArn, Message: "lost" });

    const [letter] = await received(dead);
    expect(JSON.parse(letter!.Body!)).toMatchObject({ Type: "Notification", Message: "lost" });
    expect(await functions.hops()).toContainEqual(
      expect.objectContaining({
        caller: "sns.amazonaws.com",
        action: "SendMessage",
        resource: closed.arn,
        result: "AccessDeniedException",
      }),
    );
  });

  test("a structure has a text for each protocol", async () => {
    const TopicArn = await topic();
    const target = await queue(TopicArn);
    await subscribe(TopicArn, target.arn, { RawMessageDelivery: "true" });

    await sns.publish({ TopicArn, Message: '{"default":"d","sqs":"for queues"}', MessageStructure: "json" });

    expect((await received(target))[0]!.Body).toBe("for queues");
  });

  test("FIFO: order, groups and one delivery of a duplicate", async () => {
    const TopicArn = await topic({ FifoTopic: "true", ContentBasedDeduplication: "true" });
    const target = await queue(TopicArn, { FifoQueue: "true" });
    await subscribe(TopicArn, target.arn, { RawMessageDelivery: "true" });
    const send = (Message: string) => sns.publish({ TopicArn, Message, MessageGroupId: "g" });

    const first = await send("1");
    const again = await send("1");
    for (const body of ["2", "3"]) await send(body);

    expect(again).toMatchObject({ MessageId: first.MessageId!, SequenceNumber: first.SequenceNumber! });
    const found = await received(target, 3);
    expect(found.map(({ Body }) => Body)).toEqual(["1", "2", "3"]);
    expect(found[0]!.Attributes).toMatchObject({
      MessageGroupId: "g",
      MessageDeduplicationId: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    });
  });
});

describe("other protocols", () => {
  test("a function gets AWS's event when its policy lets SNS invoke it", async () => {
    const TopicArn = await topic();
    const target = await queue();
    const role = await functions.role("sqs:SendMessage");
    const FunctionName = await functions.create(
      `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
      exports.handler = (event) => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: "${target.url}", MessageBody: JSON.stringify(event) }));`,
      role,
    );
    const Endpoint = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
    const EventSubscriptionArn = await subscribe(TopicArn, Endpoint, {}, { Protocol: "lambda" });
    await functions.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "sns",
        Action: "lambda:InvokeFunction",
        Principal: "sns.amazonaws.com",
        SourceArn: TopicArn,
      }),
    );

    await sns.publish({ TopicArn, Message: "hello" });

    const [message] = await received(target);
    expect(JSON.parse(message!.Body!)).toEqual({
      Records: [
        {
          EventSource: "aws:sns",
          EventVersion: "1.0",
          EventSubscriptionArn,
          Sns: {
            Type: "Notification",
            MessageId: expect.any(String),
            TopicArn,
            Subject: null,
            Message: "hello",
            Timestamp: expect.any(String),
            SignatureVersion: "1",
            Signature: expect.any(String),
            SigningCertUrl: expect.any(String),
            UnsubscribeUrl: expect.any(String),
            MessageAttributes: {},
          },
        },
      ],
    });
  });

  test("an HTTP endpoint confirms by the link, gets messages, and is retried three times before the dead-letter queue", async () => {
    const requests: { headers: IncomingHttpHeaders; body: string }[] = [];
    let status = 200;
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        requests.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const Endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const TopicArn = await topic();
    const dead = await queue(TopicArn);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn });

    expect(await subscribe(TopicArn, Endpoint, { RedrivePolicy }, { Protocol: "http" })).toBe("pending confirmation");
    const { SubscribeURL } = await eventually(() => JSON.parse(requests[0]!.body) as { SubscribeURL: string });
    expect((await fetch(SubscribeURL)).status).toBe(200);
    await sns.publish({ TopicArn, Message: "one" });
    await eventually(() => expect(requests).toHaveLength(2));
    status = 500;
    await sns.publish({ TopicArn, Message: "two" });
    await eventually(async () => {
      await sandbox.control("jump?within=20000");
      expect(requests).toHaveLength(6);
    });

    expect(requests[1]!.headers).toMatchObject({
      "content-type": "text/plain; charset=UTF-8",
      "user-agent": "Amazon Simple Notification Service Agent",
      "x-amz-sns-message-type": "Notification",
      "x-amz-sns-topic-arn": TopicArn,
    });
    expect(JSON.parse(requests[1]!.body)).toMatchObject({ Type: "Notification", Message: "one" });
    expect(JSON.parse((await received(dead))[0]!.Body!)).toMatchObject({ Message: "two" });
    server.close();
  });

  test.each([
    ["email", "a@example.com"],
    ["sms", "+15551234567"],
    ["https", "https://example.com/hook"],
  ])("%s is refused loudly", async (Protocol, Endpoint) => {
    await expect(sns.subscribe({ TopicArn: await topic(), Protocol, Endpoint })).rejects.toMatchObject({
      name: "NotEmulated",
    });
  });
});

test("another account publishes only with the topic's policy", async () => {
  const TopicArn = await topic();
  const other = new SNS(sandbox.client({ account: "111111111111" }));

  await expect(other.publish({ TopicArn, Message: "x" })).rejects.toMatchObject({
    Code: "AuthorizationError",
    message: expect.stringMatching(
      /SNS:Publish on resource: .* because no resource-based policy allows the SNS:Publish action/,
    ),
  });
  await sns.addPermission({ TopicArn, Label: "share", AWSAccountId: ["111111111111"], ActionName: ["Publish"] });

  expect(await other.publish({ TopicArn, Message: "x" })).toHaveProperty("MessageId");
});
