import { randomUUID } from "node:crypto";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCloudWatchTest } from "./testing.ts";

let cw: Awaited<ReturnType<typeof startCloudWatchTest>>;
let sqs: SQS;
let sns: SNS;

beforeAll(async () => {
  cw = await startCloudWatchTest();
  sqs = new SQS(cw.sandbox.client());
  sns = new SNS(cw.sandbox.client());
});
afterAll(() => cw.stop());

async function queue(): Promise<{ name: string; url: string; arn: string }> {
  const name = `q-${randomUUID()}`;
  const { QueueUrl } = await sqs.createQueue({ QueueName: name });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
  return { name, url: QueueUrl!, arn: Attributes!["QueueArn"]! };
}

test("an alarm on the depth of a queue: ALARM, its topic told, OK after a purge, and then quiet", async () => {
  const dead = await queue();
  const inbox = await queue();
  const { TopicArn } = await sns.createTopic({ Name: `t-${randomUUID()}` });
  await sqs.setQueueAttributes({
    QueueUrl: inbox.url,
    Attributes: {
      Policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: inbox.arn,
          },
        ],
      }),
    },
  });
  await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: inbox.arn, Attributes: { RawMessageDelivery: "true" } });
  const name = await cw.alarm({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateNumberOfMessagesVisible",
    Dimensions: [{ Name: "QueueName", Value: dead.name }],
    Statistic: "Maximum",
    AlarmActions: [TopicArn!],
    OKActions: [TopicArn!],
  });
  expect((await cw.state(name)).StateValue).toBe("INSUFFICIENT_DATA");
  await cw.become(name, "OK");
  expect((await cw.jump(120)).state).toBe("quiet");

  await sqs.sendMessage({ QueueUrl: dead.url, MessageBody: "poison" });
  await cw.become(name, "ALARM");
  const { StateReason } = await cw.state(name);
  expect(StateReason).toMatch(
    /^Threshold Crossed: 1 datapoint \[1\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than or equal to the threshold \(1\.0\)\.$/,
  );
  expect((await cw.jump(120)).state).toBe("quiet");
  await sqs.purgeQueue({ QueueUrl: dead.url });
  await cw.become(name, "OK");

  const { Messages } = await sqs.receiveMessage({ QueueUrl: inbox.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
  const told = Messages!.map(({ Body }) => JSON.parse(Body!));
  expect(told.map(({ NewStateValue }) => NewStateValue).toSorted()).toEqual(["ALARM", "OK", "OK"]);
  expect(told.find(({ NewStateValue }) => NewStateValue === "ALARM")).toMatchObject({
    AlarmName: name,
    OldStateValue: "OK",
    Region: "US East (N. Virginia)",
    Trigger: { MetricName: "ApproximateNumberOfMessagesVisible", Statistic: "MAXIMUM", Threshold: 1 },
  });
});

test("metrics of a queue: counters with zeros in idle minutes, depth and age by the minute", async () => {
  const { name, url } = await queue();
  await sqs.sendMessage({ QueueUrl: url, MessageBody: "12345" });
  await sqs.sendMessage({ QueueUrl: url, MessageBody: "x", DelaySeconds: 200 });
  const { Messages } = await sqs.receiveMessage({ QueueUrl: url });
  await sqs.deleteMessage({ QueueUrl: url, ReceiptHandle: Messages![0]!.ReceiptHandle! });
  await sqs.receiveMessage({ QueueUrl: url });
  const start = await cw.now();
  while ((await cw.now()) < start + 199_000) expect((await cw.jump(200)).state).toBe("jumped");
  const read = async (MetricName: string, Stat: string) => {
    const { MetricDataResults } = await cw.cloudwatch.getMetricData({
      StartTime: new Date(start - 60_000),
      EndTime: new Date((await cw.now()) + 60_000),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        {
          Id: "m",
          MetricStat: {
            Metric: { Namespace: "AWS/SQS", MetricName, Dimensions: [{ Name: "QueueName", Value: name }] },
            Period: 60,
            Stat,
          },
        },
      ],
    });
    return MetricDataResults![0]!.Values!;
  };
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(await read("NumberOfMessagesSent", "Sum"))).toBe(2);
  expect((await read("NumberOfMessagesSent", "Sum")).at(-1)).toBe(0);
  expect(sum(await read("NumberOfMessagesReceived", "Sum"))).toBe(1);
  expect(sum(await read("NumberOfMessagesDeleted", "Sum"))).toBe(1);
  expect(sum(await read("NumberOfEmptyReceives", "Sum"))).toBe(1);
  expect(await read("SentMessageSize", "Maximum")).toContain(5);
  expect((await read("ApproximateNumberOfMessagesDelayed", "Maximum")).slice(0, 3)).toEqual([1, 1, 1]);
  expect((await read("ApproximateNumberOfMessagesVisible", "Maximum")).at(-1)).toBe(1);
  const ages = await read("ApproximateAgeOfOldestMessage", "Maximum");
  expect(ages[2]! - ages[1]!).toBe(60);
});

test("an alarm on the age of the oldest message knows when it will be too old", async () => {
  const { name, url } = await queue();
  const alarm = await cw.alarm({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateAgeOfOldestMessage",
    Dimensions: [{ Name: "QueueName", Value: name }],
    Statistic: "Maximum",
    Threshold: 3600,
  });
  await cw.become(alarm, "OK");
  await sqs.sendMessage({ QueueUrl: url, MessageBody: "x" });
  const before = await cw.now();
  await cw.become(alarm, "ALARM");
  const waited = (await cw.now()) - before;
  expect(waited).toBeGreaterThanOrEqual(3_540_000);
  expect(waited).toBeLessThanOrEqual(3_720_000);
});

test("six hours after the last request a queue has no metrics", async () => {
  const { name } = await queue();
  const alarm = await cw.alarm({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateNumberOfMessagesVisible",
    Dimensions: [{ Name: "QueueName", Value: name }],
  });
  await cw.become(alarm, "OK");
  await cw.become(alarm, "INSUFFICIENT_DATA");
  expect((await cw.state(alarm)).StateReason).toBe("Insufficient Data: 1 datapoint was unknown.");
});
