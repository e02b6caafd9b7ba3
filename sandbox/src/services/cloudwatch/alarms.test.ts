import { randomUUID } from "node:crypto";
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
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

const MINUTE = 60_000;

async function put(Namespace: string, Value: number, more: object = {}): Promise<void> {
  await cw.cloudwatch.putMetricData({ Namespace, MetricData: [{ MetricName: "m", Value, ...more }] });
}

async function history(AlarmName: string, HistoryItemType?: "StateUpdate" | "Action" | "ConfigurationUpdate") {
  const { AlarmHistoryItems } = await cw.cloudwatch.describeAlarmHistory({
    AlarmName,
    HistoryItemType,
    ScanBy: "TimestampAscending",
  });
  return AlarmHistoryItems!;
}

/** A queue that anything of AWS's may send to, with what was sent. */
async function inbox() {
  const { QueueUrl } = await sqs.createQueue({ QueueName: `q-${randomUUID()}` });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
  const arn = Attributes!["QueueArn"]!;
  const Policy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: arn }] };
  await sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: JSON.stringify(Policy) } });
  const next = () =>
    eventually(async () => {
      const { Messages } = await sqs.receiveMessage({ QueueUrl });
      return JSON.parse(Messages![0]!.Body!);
    });
  return { arn, next };
}

async function topic(Attributes: Record<string, string> = {}) {
  const { TopicArn } = await sns.createTopic({ Name: `t-${randomUUID()}`, Attributes });
  const { arn, next } = await inbox();
  await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: arn, Attributes: { RawMessageDelivery: "true" } });
  return { arn: TopicArn!, next };
}

test("two of three datapoints make an alarm; a gap is filled as the alarm says; AWS's words", async () => {
  const Namespace = randomUUID();
  const name = await cw.alarm({
    Namespace,
    MetricName: "m",
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 10,
    ComparisonOperator: "GreaterThanThreshold",
    TreatMissingData: "notBreaching",
  });
  await cw.become(name, "OK");
  expect((await cw.state(name)).StateReason).toBe(
    "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching].",
  );
  await put(Namespace, 11);
  await cw.jump(1);
  const earlier = new Date((await cw.now()) - MINUTE);
  await put(Namespace, 12.5, { Timestamp: earlier });
  await cw.become(name, "ALARM");
  const { StateReason, StateReasonData } = await cw.state(name);
  expect(StateReason).toMatch(
    /^Threshold Crossed: 2 out of the last 3 datapoints \[11\.0 \(.*\), 12\.5 \(.*\)\] were greater than the threshold \(10\.0\) \(minimum 2 datapoints for OK -> ALARM transition\)\.$/,
  );
  expect(JSON.parse(StateReasonData!)).toMatchObject({
    statistic: "Sum",
    period: 60,
    recentDatapoints: [12.5, 11],
    threshold: 10,
  });
  // When the datapoints leave the range, the gaps do not breach.
  await cw.become(name, "OK");
  expect((await history(name, "StateUpdate")).map(({ HistorySummary }) => HistorySummary)).toEqual([
    "Alarm updated from INSUFFICIENT_DATA to OK",
    "Alarm updated from OK to ALARM",
    "Alarm updated from ALARM to OK",
  ]);
});

test("an alarm on metric math with a period of ten seconds", async () => {
  const Namespace = randomUUID();
  const stat = (MetricName: string) => ({ Metric: { Namespace, MetricName }, Period: 10, Stat: "Sum" });
  const name = await cw.alarm({
    Threshold: 50,
    Metrics: [
      { Id: "rate", Expression: "100 * errors / calls" },
      { Id: "errors", MetricStat: stat("errors"), ReturnData: false },
      { Id: "calls", MetricStat: stat("calls"), ReturnData: false },
    ],
  });
  const MetricData = [
    { MetricName: "errors", Value: 3, StorageResolution: 1 },
    { MetricName: "calls", Value: 4, StorageResolution: 1 },
  ];
  const before = await cw.now();
  await cw.cloudwatch.putMetricData({ Namespace, MetricData });
  await cw.become(name, "ALARM");
  expect((await cw.now()) - before).toBeLessThan(15_000);
  expect((await cw.state(name)).StateReason).toMatch(/1 datapoint \[75\.0 \(.*\)\] was greater than or equal to/);
});

test("a state that is set lasts until the next evaluation, and runs the actions of its state", async () => {
  const { arn, next } = await topic();
  const Namespace = randomUUID();
  const name = await cw.alarm({ Namespace, MetricName: "m", TreatMissingData: "notBreaching", AlarmActions: [arn] });
  await cw.become(name, "OK");
  await cw.cloudwatch.setAlarmState({ AlarmName: name, StateValue: "ALARM", StateReason: "testing alarm" });
  expect(await next()).toMatchObject({ NewStateValue: "ALARM", NewStateReason: "testing alarm", OldStateValue: "OK" });
  await cw.become(name, "OK");

  await cw.cloudwatch.disableAlarmActions({ AlarmNames: [name] });
  await cw.cloudwatch.setAlarmState({ AlarmName: name, StateValue: "ALARM", StateReason: "again" });
  await cw.become(name, "OK");
  expect((await history(name, "Action")).map(({ HistorySummary }) => HistorySummary)).toEqual([
    `Successfully executed action ${arn}`,
  ]);
});

test("a topic whose own policy leaves CloudWatch out is not told, and the history says why", async () => {
  const { arn } = await topic();
  const allow = (Principal: unknown) =>
    sns.setTopicAttributes({
      TopicArn: arn,
      AttributeName: "Policy",
      AttributeValue: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal, Action: "sns:Publish", Resource: arn }],
      }),
    });
  await allow({ Service: "events.amazonaws.com" });
  const name = await cw.alarm({ Namespace: randomUUID(), MetricName: "m", AlarmActions: [arn] });
  const set = (StateValue: "ALARM" | "OK") =>
    cw.cloudwatch.setAlarmState({ AlarmName: name, StateValue, StateReason: "x" });
  await set("ALARM");
  const summaries = () => history(name, "Action").then((items) => items.map(({ HistorySummary }) => HistorySummary));
  await eventually(async () =>
    expect(await summaries()).toEqual([
      `Failed to execute action ${arn}. Received error: "CloudWatch Alarms is not authorized to perform: SNS:Publish on resource: ${arn} because no resource-based policy allows the SNS:Publish action"`,
    ]),
  );
  await allow({ Service: "cloudwatch.amazonaws.com" });
  await set("OK");
  await set("ALARM");
  await eventually(async () => expect((await summaries())[1]).toBe(`Successfully executed action ${arn}`));
  // The AWS managed key lets no service in, whatever the topic's policy says.
  await sns.setTopicAttributes({ TopicArn: arn, AttributeName: "KmsMasterKeyId", AttributeValue: "alias/aws/sns" });
  await set("OK");
  await set("ALARM");
  await eventually(async () => expect((await summaries())[2]).toContain("kms:GenerateDataKey"));
});

test("a change is an event on the default bus", async () => {
  const { arn, next } = await inbox();
  const events = new EventBridge(cw.sandbox.client());
  const name = await cw.alarm({ Namespace: randomUUID(), MetricName: "m", AlarmDescription: "why" });
  const Name = `r-${randomUUID()}`;
  const EventPattern = {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    detail: { alarmName: [name] },
  };
  await events.putRule({ Name, EventPattern: JSON.stringify(EventPattern) });
  await events.putTargets({ Rule: Name, Targets: [{ Id: "q", Arn: arn }] });
  await cw.cloudwatch.setAlarmState({ AlarmName: name, StateValue: "ALARM", StateReason: "testing" });
  const { AlarmArn } = await cw.state(name);
  expect(await next()).toMatchObject({
    resources: [AlarmArn],
    detail: {
      state: { value: "ALARM", reason: "testing" },
      previousState: { value: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation" },
      configuration: {
        description: "why",
        metrics: [{ metricStat: { metric: { name: "m" }, period: 60, stat: "Sum" } }],
      },
    },
  });
});

test("topics and rules count what they do", async () => {
  const { arn, next } = await topic();
  const events = new EventBridge(cw.sandbox.client());
  const RuleName = `r-${randomUUID()}`;
  await events.putRule({ Name: RuleName, EventPattern: JSON.stringify({ source: [RuleName] }) });
  await events.putTargets({ Rule: RuleName, Targets: [{ Id: "t", Arn: arn }] });
  await events.putEvents({ Entries: [{ Source: RuleName, DetailType: "d", Detail: "{}" }] });
  await sns.publish({ TopicArn: arn, Message: '"x"' });
  expect(await next()).toBe("x");
  const sum = async (namespace: string, MetricName: string, Name: string, Value: string) => {
    const now = await cw.now();
    const { Datapoints } = await cw.cloudwatch.getMetricStatistics({
      Namespace: namespace,
      MetricName,
      Dimensions: [{ Name, Value }],
      StartTime: new Date(now - 600_000),
      EndTime: new Date(now + 60_000),
      Period: 3600,
      Statistics: ["Sum"],
    });
    return Datapoints!.reduce((total, { Sum }) => total + Sum!, 0);
  };
  const topicName = arn.split(":").at(-1)!;
  await eventually(async () =>
    expect(await sum("AWS/SNS", "NumberOfNotificationsDelivered", "TopicName", topicName)).toBe(1),
  );
  expect(await sum("AWS/SNS", "NumberOfMessagesPublished", "TopicName", topicName)).toBe(1);
  expect(await sum("AWS/Events", "MatchedEvents", "RuleName", RuleName)).toBe(1);
  // The topic's default policy lets EventBridge publish nothing.
  await eventually(async () => expect(await sum("AWS/Events", "FailedInvocations", "RuleName", RuleName)).toBe(1));
});

test("a composite alarm follows its children and is told of them", async () => {
  const { arn, next } = await topic();
  const [one, other] = [
    await cw.alarm({ Namespace: randomUUID(), MetricName: "m", TreatMissingData: "ignore" }),
    await cw.alarm({ Namespace: randomUUID(), MetricName: "m", TreatMissingData: "ignore" }),
  ];
  const AlarmName = `composite-${randomUUID()}`;
  const rule = `ALARM("${one}") AND NOT (OK(${other}) OR FALSE)`;
  await cw.cloudwatch.putCompositeAlarm({ AlarmName, AlarmRule: rule, AlarmActions: [arn] });
  const read = async () =>
    (await cw.cloudwatch.describeAlarms({ AlarmNames: [AlarmName], AlarmTypes: ["CompositeAlarm"] }))
      .CompositeAlarms![0]!;
  await eventually(async () => expect((await read()).StateValue).toBe("OK"));
  await cw.cloudwatch.setAlarmState({ AlarmName: one, StateValue: "ALARM", StateReason: "x" });
  await eventually(async () => expect((await read()).StateValue).toBe("ALARM"));
  const { AlarmArn } = await cw.state(one);
  expect((await read()).StateReason).toMatch(
    new RegExp(
      String.raw`^${AlarmArn} transitioned to ALARM at [A-Z][a-z]+day \d\d [A-Z][a-z]+, \d{4} \d\d:\d\d:\d\d UTC$`,
    ),
  );
  expect(await next()).toMatchObject({
    AlarmName,
    AlarmRule: rule,
    TriggeringChildren: [{ Arn: AlarmArn, State: { Value: "ALARM" } }],
  });
  await expect(cw.cloudwatch.deleteAlarms({ AlarmNames: [one] })).rejects.toThrow(
    /composite alarm\(s\) depending on it/,
  );
  const children = await cw.cloudwatch.describeAlarms({ ChildrenOfAlarmName: AlarmName });
  expect(children.MetricAlarms!.map((alarm) => alarm.AlarmName).toSorted()).toEqual([one, other].toSorted());
  await cw.cloudwatch.deleteAlarms({ AlarmNames: [AlarmName] });
  await cw.cloudwatch.deleteAlarms({ AlarmNames: [one, other] });
  await expect(cw.cloudwatch.putCompositeAlarm({ AlarmName, AlarmRule: `ALARM(${one})` })).rejects.toThrow(
    "do not exist",
  );
});

test("users need permissions, by namespace and by alarm", async () => {
  const iam = new IAM(cw.sandbox.client());
  const UserName = `u-${randomUUID()}`;
  await iam.createUser({ UserName });
  const { AccessKey } = await iam.createAccessKey({ UserName });
  const own = await cw.alarm({ Namespace: "mine", MetricName: "m" });
  const foreign = await cw.alarm({ Namespace: "mine", MetricName: "m" });
  const { AlarmArn } = await cw.state(own);
  const Statement = [
    {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "mine" } },
    },
    { Effect: "Allow", Action: "cloudwatch:DescribeAlarms", Resource: AlarmArn },
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.putUserPolicy({ UserName, PolicyName: "p", PolicyDocument });
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  const user = new CloudWatchClient(cw.sandbox.client({ credentials }));
  const datum = { MetricData: [{ MetricName: "m", Value: 1 }] };
  await user.send(new PutMetricDataCommand({ Namespace: "mine", ...datum }));
  await expect(user.send(new PutMetricDataCommand({ Namespace: "other", ...datum }))).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
    message: expect.stringContaining("is not authorized to perform: cloudwatch:PutMetricData"),
  });
  await user.send(new DescribeAlarmsCommand({ AlarmNames: [own] }));
  for (const AlarmNames of [[foreign], undefined])
    await expect(user.send(new DescribeAlarmsCommand({ AlarmNames }))).rejects.toThrow("is not authorized");
});

test("an alarm that is put again keeps its state and tags; what cannot be is refused", async () => {
  const Namespace = randomUUID();
  const name = await cw.alarm({
    Namespace,
    MetricName: "m",
    TreatMissingData: "ignore",
    Tags: [{ Key: "a", Value: "1" }],
  });
  await cw.cloudwatch.setAlarmState({ AlarmName: name, StateValue: "ALARM", StateReason: "x" });
  await cw.alarm({ AlarmName: name, Namespace, MetricName: "m", TreatMissingData: "ignore", Threshold: 7 });
  const { StateValue, Threshold, AlarmArn } = await cw.state(name);
  expect({ StateValue, Threshold }).toEqual({ StateValue: "ALARM", Threshold: 7 });
  expect((await cw.cloudwatch.listTagsForResource({ ResourceARN: AlarmArn })).Tags).toEqual([{ Key: "a", Value: "1" }]);
  const { MetricAlarms } = await cw.cloudwatch.describeAlarmsForMetric({ Namespace, MetricName: "m" });
  expect(MetricAlarms!.map(({ AlarmName }) => AlarmName)).toEqual([name]);

  const metric = { Namespace, MetricName: "m" };
  await expect(cw.alarm({ ...metric, Period: 45 })).rejects.toThrow("multiple of 60");
  await expect(cw.alarm({ ...metric, EvaluationPeriods: 1441 })).rejects.toThrow(
    "Metrics cannot be checked across more than a day",
  );
  await expect(cw.alarm({ ...metric, DatapointsToAlarm: 2 })).rejects.toThrow("DatapointsToAlarm");
  await expect(cw.alarm({ ...metric, AlarmActions: ["x"] })).rejects.toThrow("Invalid arn syntax: x");
  await expect(cw.alarm({ ...metric, AlarmActions: ["arn:aws:automate:us-east-1:ec2:stop"] })).rejects.toMatchObject({
    name: "NotEmulated",
  });
  await expect(cw.alarm({ ...metric, ThresholdMetricId: "x" })).rejects.toMatchObject({ name: "NotEmulated" });
});
