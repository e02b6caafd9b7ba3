import { randomUUID } from "node:crypto";
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCloudWatchTest } from "./testing.ts";

let cw: Awaited<ReturnType<typeof startCloudWatchTest>>;
beforeAll(async () => {
  cw = await startCloudWatchTest();
});
afterAll(() => cw.stop());

const MINUTE = 60_000;

/** The begin of a minute that is over, some minutes ago. */
async function minuteAgo(minutes: number): Promise<number> {
  return Math.floor((await cw.now()) / MINUTE) * MINUTE - minutes * MINUTE;
}

async function values(
  Namespace: string,
  queries: (metric: (name: string, stat: string) => object) => MetricDataQuery[],
) {
  const metric = (MetricName: string, Stat: string) => ({
    MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat },
  });
  const { MetricDataResults } = await cw.cloudwatch.getMetricData({
    StartTime: new Date(await minuteAgo(10)),
    EndTime: new Date(await minuteAgo(-1)),
    ScanBy: "TimestampAscending",
    MetricDataQueries: queries(metric),
  });
  return Object.fromEntries(MetricDataResults!.map(({ Id, Values }) => [Id, Values]));
}

test("values, lists with counts and statistic sets in their statistics", async () => {
  const Namespace = `n-${randomUUID()}`;
  const Timestamp = new Date(await minuteAgo(3));
  await cw.cloudwatch.putMetricData({
    Namespace,
    MetricData: [
      { MetricName: "list", Timestamp, Values: [1, 2, 10], Counts: [4, 5, 1] },
      { MetricName: "list", Timestamp, Value: 7 },
      { MetricName: "set", Timestamp, StatisticValues: { SampleCount: 3, Sum: 9, Minimum: 1, Maximum: 5 } },
    ],
  });
  const found = await values(Namespace, (metric) => [
    ...["SampleCount", "Sum", "Average", "Minimum", "Maximum", "p50", "p95", "p100"].map((stat) => ({
      Id: `list_${stat}`,
      ...metric("list", stat),
    })),
    { Id: "set_Average", ...metric("set", "Average") },
    { Id: "set_p50", ...metric("set", "p50") },
  ]);
  expect(found).toEqual({
    list_SampleCount: [11],
    list_Sum: [31],
    list_Average: [31 / 11],
    list_Minimum: [1],
    list_Maximum: [10],
    list_p50: [2],
    list_p95: [10],
    list_p100: [10],
    set_Average: [3],
    set_p50: [],
  });
});

test("metric math: arithmetic, functions over series, gaps", async () => {
  const Namespace = `n-${randomUUID()}`;
  const start = await minuteAgo(4);
  const put = (MetricName: string, minute: number, Value: number) => ({
    MetricName,
    Timestamp: new Date(start + minute * MINUTE),
    Value,
  });
  await cw.cloudwatch.putMetricData({
    Namespace,
    MetricData: [put("a", 0, 10), put("a", 1, 20), put("a", 2, 40), put("b", 0, 5), put("b", 2, 8)],
  });
  const found = await values(Namespace, (metric) => [
    { Id: "a", ...metric("a", "Sum"), ReturnData: false },
    { Id: "b", ...metric("b", "Sum"), ReturnData: false },
    { Id: "share", Expression: "100 * b / (a + b)" },
    { Id: "total", Expression: "SUM([a, b])" },
    { Id: "all", Expression: "MAX(METRICS())" },
    { Id: "high", Expression: "IF(a > 15 AND b == 8, a, 0)" },
    { Id: "filled", Expression: "SUM(FILL(b, 0)) + 0 * a" },
    { Id: "rate", Expression: "RATE(a) * 60" },
    { Id: "chain", Expression: "-share + PERIOD(a)" },
  ]);
  expect(found).toEqual({
    share: [100 / 3, 100 / 6],
    total: [15, 20, 48],
    all: [10, 20, 40],
    high: [0, 40],
    filled: [13, 13, 13],
    rate: [10, 20],
    chain: [60 - 100 / 3, 60 - 100 / 6],
  });
  await expect(values(Namespace, () => [{ Id: "x", Expression: "ANOMALY_DETECTION_BAND(a, 2)" }])).rejects.toThrow(
    /Undefined variable a|does not emulate/,
  );
  await expect(values(Namespace, () => [{ Id: "x", Expression: "SEARCH('x', 'Sum', 300)" }])).rejects.toMatchObject({
    name: "NotEmulated",
  });
});

test("lists metrics by namespace, name and dimension", async () => {
  const Namespace = `n-${randomUUID()}`;
  await cw.cloudwatch.putMetricData({
    Namespace,
    MetricData: [
      { MetricName: "m", Value: 1, Dimensions: [{ Name: "A", Value: "1" }] },
      { MetricName: "m", Value: 1, Dimensions: [{ Name: "A", Value: "2" }] },
      { MetricName: "n", Value: 1 },
    ],
  });
  const list = async (more: object) => (await cw.cloudwatch.listMetrics({ Namespace, ...more })).Metrics;
  expect(await list({})).toHaveLength(3);
  expect(await list({ MetricName: "m" })).toHaveLength(2);
  expect(await list({ Dimensions: [{ Name: "A", Value: "2" }] })).toEqual([
    { Namespace, MetricName: "m", Dimensions: [{ Name: "A", Value: "2" }] },
  ]);
});

test("refuses data out of its limits", async () => {
  const put = (datum: object, Namespace = "n") =>
    cw.cloudwatch.putMetricData({ Namespace, MetricData: [{ MetricName: "m", ...datum }] });
  const now = await cw.now();
  await expect(put({ Value: 1 }, "AWS/Lambda")).rejects.toThrow("The value AWS/ for parameter Namespace is invalid.");
  await expect(put({})).rejects.toMatchObject({ name: "MissingRequiredParameterException" });
  await expect(put({ Value: 1, Timestamp: new Date(now + 3 * 3_600_000) })).rejects.toThrow("no more than two hours");
  await expect(put({ Value: 1, Timestamp: new Date(now - 15 * 86_400_000) })).rejects.toThrow(
    "within the last two weeks",
  );
  await expect(put({ Value: 1, Unit: "Apples" })).rejects.toThrow("MetricData.member.1.Unit");
  await expect(put({ Value: 1, StorageResolution: 30 })).rejects.toThrow("StorageResolution");
  await expect(put({ Value: 1, Dimensions: [{ Name: ":a", Value: "b" }] })).rejects.toThrow("Dimensions.member.1.Name");
});

test("log lines in the embedded metric format become metrics; malformed ones are counted", async () => {
  const logs = new CloudWatchLogs(cw.sandbox.client());
  const logGroupName = `g-${randomUUID()}`;
  const Namespace = `n-${randomUUID()}`;
  await logs.createLogGroup({ logGroupName });
  await logs.createLogStream({ logGroupName, logStreamName: "s" });
  const timestamp = await cw.now();
  const line = (Metrics: object[], more: object) =>
    JSON.stringify({
      _aws: { Timestamp: timestamp, CloudWatchMetrics: [{ Namespace, Dimensions: [["service"], []], Metrics }] },
      service: "orders",
      ...more,
    });
  await logs.putLogEvents({
    logGroupName,
    logStreamName: "s",
    logEvents: [
      line([{ Name: "latency", Unit: "Milliseconds" }], { latency: [10, 30] }),
      `2026-11-21T00:00:00.000Z\tid\tINFO\t${line([{ Name: "latency", Unit: "Milliseconds" }], { latency: 20 })}`,
      line([{ Name: "absent" }], {}),
      '{"_aws": ',
    ].map((message) => ({ timestamp, message })),
  });
  const start = new Date(timestamp - MINUTE);
  const range = { StartTime: start, EndTime: new Date(timestamp + 2 * MINUTE), Period: 300 };
  const statistics = async (MetricName: string, Namespace: string, Dimensions: { Name: string; Value: string }[]) =>
    (
      await cw.cloudwatch.getMetricStatistics({
        Namespace,
        MetricName,
        Dimensions,
        ...range,
        Statistics: ["Sum", "SampleCount"],
      })
    ).Datapoints!.map(({ Sum, SampleCount, Unit }) => ({ Sum, SampleCount, Unit }));
  const latency = [{ Sum: 60, SampleCount: 3, Unit: "Milliseconds" }];
  expect(await statistics("latency", Namespace, [{ Name: "service", Value: "orders" }])).toEqual(latency);
  expect(await statistics("latency", Namespace, [])).toEqual(latency);
  const group = [{ Name: "LogGroupName", Value: logGroupName }];
  expect(await statistics("EMFValidationErrors", "AWS/Logs", group)).toMatchObject([{ Sum: 1 }]);
  expect(await statistics("EMFParsingErrors", "AWS/Logs", group)).toMatchObject([{ Sum: 1 }]);
});
