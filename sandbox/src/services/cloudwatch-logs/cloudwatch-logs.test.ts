import * as logs from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let client: logs.CloudWatchLogsClient;
let count = 0;
const logStreamName = "stream";

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new logs.CloudWatchLogsClient(sandbox.client());
});
afterAll(async () => {
  client.destroy();
  await sandbox.stop();
});

async function newGroup(more = {}): Promise<string> {
  const logGroupName = `/app/${process.pid}/${count++}`;
  await client.send(new logs.CreateLogGroupCommand({ logGroupName, ...more }));
  await client.send(new logs.CreateLogStreamCommand({ logGroupName, logStreamName }));
  return logGroupName;
}

async function write(logGroupName: string, messages: string[], start = Date.now()) {
  const logEvents = messages.map((message, index) => ({ message, timestamp: start + index }));
  return client.send(new logs.PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

const read = (logGroupName: string, more = {}) =>
  client.send(new logs.GetLogEventsCommand({ logGroupName, logStreamName, ...more }));

test("DescribeLogGroups answers both ARNs", async () => {
  const name = await newGroup();
  const arn = `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;

  const { logGroups } = await client.send(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: name }));

  expect(logGroups).toEqual([
    {
      logGroupName: name,
      arn: `${arn}:*`,
      logGroupArn: arn,
      creationTime: expect.any(Number),
      deletionProtectionEnabled: false,
      logGroupClass: "STANDARD",
      metricFilterCount: 0,
      storedBytes: 0,
    },
  ]);
});

test("errors carry the words of AWS", async () => {
  const logGroupName = await newGroup();
  const send = (name: string) => client.send(new logs.CreateLogGroupCommand({ logGroupName: name }));

  await expect(send(logGroupName)).rejects.toMatchObject({
    name: "ResourceAlreadyExistsException",
    message: "The specified log group already exists",
  });
  await expect(send("x".repeat(513))).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Invalid LogGroup or LogStream, both must have length less than or equal to 512.",
  });
  await expect(read("nothing")).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "The specified log group does not exist.",
  });
  await expect(read(logGroupName, { logStreamName: "nothing" })).rejects.toMatchObject({
    message: "The specified log stream does not exist.",
  });
  await expect(read(logGroupName, { limit: 10001 })).rejects.toMatchObject({
    message:
      "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
  });
  await expect(read(logGroupName, { nextToken: "x" })).rejects.toMatchObject({
    message: "The specified nextToken is invalid.",
  });
});

test("GetLogEvents goes forward and backward by tokens, and stays at the end", async () => {
  const name = await newGroup();
  await write(name, ["1", "2", "3", "4", "5"]);

  const last = await read(name, { limit: 2 });
  const earlier = await read(name, { limit: 2, nextToken: last.nextBackwardToken });
  const first = await read(name, { limit: 2, startFromHead: true });
  const next = await read(name, { nextToken: first.nextForwardToken });
  const end = await read(name, { nextToken: next.nextForwardToken });

  const text = (output: logs.GetLogEventsCommandOutput) => output.events?.map(({ message }) => message).join("");
  expect([last, earlier, first, next, end].map(text)).toEqual(["45", "23", "12", "345", ""]);
  expect(end.nextForwardToken).toBe(next.nextForwardToken);
  await write(name, ["6"], Date.now() + 10);
  expect(text(await read(name, { nextToken: end.nextForwardToken }))).toBe("6");
});

test("PutLogEvents rejects what is too old or too new, and refuses disorder", async () => {
  const name = await newGroup();
  const day = 24 * 3600_000;
  const put = (...timestamps: number[]) =>
    client.send(
      new logs.PutLogEventsCommand({
        logGroupName: name,
        logStreamName,
        logEvents: timestamps.map((timestamp) => ({ timestamp, message: "x" })),
      }),
    );

  expect((await put(Date.now() - 15 * day)).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
  expect((await put(Date.now(), Date.now() + 3 * 3600_000)).rejectedLogEventsInfo).toEqual({
    tooNewLogEventStartIndex: 1,
  });
  await expect(put(Date.now(), Date.now() - 1000)).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Log events in a single PutLogEvents request must be in chronological order.",
  });
  expect((await read(name)).events).toHaveLength(1);
});

test("DescribeLogStreams orders by name or by last event", async () => {
  const logGroupName = await newGroup();
  await client.send(new logs.CreateLogStreamCommand({ logGroupName, logStreamName: "a-silent" }));
  await write(logGroupName, ["x"]);
  const names = async (more = {}) =>
    (await client.send(new logs.DescribeLogStreamsCommand({ logGroupName, ...more }))).logStreams?.map(
      (stream) => stream.logStreamName,
    );

  expect(await names()).toEqual(["a-silent", "stream"]);
  expect(await names({ orderBy: "LastEventTime", descending: true })).toEqual(["stream", "a-silent"]);
});

test("FilterLogEvents filters over streams and pages", async () => {
  const logGroupName = await newGroup();
  await client.send(new logs.CreateLogStreamCommand({ logGroupName, logStreamName: "other" }));
  await write(logGroupName, ["INFO one", "ERROR two", "ERROR three"]);
  const filter = (more = {}) =>
    client.send(new logs.FilterLogEventsCommand({ logGroupName, filterPattern: "ERROR", ...more }));

  const first = await filter({ limit: 1 });
  const second = await filter({ limit: 1, nextToken: first.nextToken });

  expect(first.events).toMatchObject([{ message: "ERROR two", logStreamName: "stream", eventId: expect.any(String) }]);
  expect(second.events).toMatchObject([{ message: "ERROR three" }]);
  expect(second.nextToken).toBeUndefined();
  expect((await filter({ logStreamNamePrefix: "oth" })).events).toEqual([]);
  await expect(filter({ filterPattern: "{ $.a = }" })).rejects.toMatchObject({ message: "Invalid filter pattern" });
});

test("retention is kept and checked", async () => {
  const logGroupName = await newGroup();

  await client.send(new logs.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));

  const { logGroups } = await client.send(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  expect(logGroups?.[0]?.retentionInDays).toBe(7);
  await expect(
    client.send(new logs.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 8 })),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
});

test("both forms of tagging see the same tags", async () => {
  const logGroupName = await newGroup({ tags: { env: "testing" } });
  const resourceArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;

  await client.send(new logs.TagResourceCommand({ resourceArn, tags: { a: "1" } }));
  await client.send(new logs.UntagLogGroupCommand({ logGroupName, tags: ["env"] }));

  expect((await client.send(new logs.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ a: "1" });
  expect((await client.send(new logs.ListTagsLogGroupCommand({ logGroupName }))).tags).toEqual({ a: "1" });
});
