import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type ShardIteratorType,
  type StreamViewType,
} from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let dynamodb: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  dynamodb = new DynamoDBClient(sandbox.client());
  streams = new DynamoDBStreamsClient(sandbox.client());
});
afterAll(() => sandbox.stop());

async function createTable(StreamViewType?: StreamViewType): Promise<{ TableName: string; arn: string }> {
  const TableName = `table-${++counter}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      ...(StreamViewType ? { StreamSpecification: { StreamEnabled: true, StreamViewType } } : {}),
    }),
  );
  return { TableName, arn: await streamArn(TableName) };
}

async function streamArn(TableName: string): Promise<string> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return Table!.LatestStreamArn!;
}

async function iterator(StreamArn: string, type: ShardIteratorType = "TRIM_HORIZON", SequenceNumber?: string) {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId: StreamDescription!.Shards![0]!.ShardId,
      ShardIteratorType: type,
      SequenceNumber,
    }),
  );
  return ShardIterator!;
}

async function records(StreamArn: string) {
  const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator: await iterator(StreamArn) }));
  return Records!;
}

const put = (TableName: string, id: string, name?: string) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...(name ? { name: { S: name } } : {}) } }));

async function jump(hours: number): Promise<void> {
  await eventually(async () => {
    const answer = (await (await sandbox.control(`jump?within=${hours * 3_600_000}`)).json()) as { state: string };
    expect(answer.state).toBe("jumped");
  });
}

describe("records", () => {
  test("INSERT, MODIFY and REMOVE with both images; a write that changes nothing leaves none (test_batch_write_items_streaming)", async () => {
    const { TableName, arn } = await createTable("NEW_AND_OLD_IMAGES");

    await put(TableName, "Fred");
    await put(TableName, "Fred");
    await put(TableName, "Fred", "Fred");
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: "Fred" } } }));

    const found = await records(arn);
    expect(found).toMatchObject([
      {
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: "us-east-1",
        dynamodb: { Keys: { id: { S: "Fred" } }, NewImage: { id: { S: "Fred" } }, SizeBytes: 12 },
      },
      {
        eventName: "MODIFY",
        dynamodb: {
          OldImage: { id: { S: "Fred" } },
          NewImage: { id: { S: "Fred" }, name: { S: "Fred" } },
          SizeBytes: 26,
        },
      },
      { eventName: "REMOVE", dynamodb: { OldImage: { id: { S: "Fred" }, name: { S: "Fred" } } } },
    ]);
    expect(found[2]!.dynamodb!.NewImage).toBeUndefined();
    const numbers = found.map(({ dynamodb: change }) => BigInt(change!.SequenceNumber!));
    expect([...numbers].sort((a, b) => (a < b ? -1 : 1))).toEqual(numbers);
  });

  test.each([
    ["KEYS_ONLY", []],
    ["NEW_IMAGE", ["NewImage"]],
    ["OLD_IMAGE", ["OldImage"]],
  ] as const)("of a stream of view type %s", async (viewType, images) => {
    const { TableName, arn } = await createTable(viewType);

    await put(TableName, "a");
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: "a" } },
        UpdateExpression: "SET n = :n",
        ExpressionAttributeValues: { ":n": { N: "1" } },
      }),
    );

    const change = (await records(arn))[1]!.dynamodb!;
    expect(Object.keys(change).filter((name) => name.endsWith("Image"))).toEqual(images);
    expect(change.StreamViewType).toBe(viewType);
  });

  test("of a deletion by TTL name the service", async () => {
    const { TableName, arn } = await createTable("KEYS_ONLY");
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
      }),
    );
    const ttl = String(Math.floor(Date.now() / 1000) + 600);
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "a" }, ttl: { N: ttl } } }));
    await jump(2);

    expect((await records(arn))[1]).toMatchObject({
      eventName: "REMOVE",
      userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
    });
  });
});

describe("streams", () => {
  test("are described by the table and listed", async () => {
    const { TableName, arn } = await createTable("NEW_IMAGE");

    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));

    expect(Table).toMatchObject({
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      LatestStreamLabel: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/) as string,
    });
    expect(arn).toBe(`arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}/stream/${Table!.LatestStreamLabel}`);
    expect(StreamDescription).toMatchObject({
      StreamStatus: "ENABLED",
      StreamViewType: "NEW_IMAGE",
      TableName,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      Shards: [{ ShardId: expect.stringMatching(/^shardId-\d{20}-[0-9a-f]{8}$/) as string }],
    });
    expect(Streams).toEqual([{ StreamArn: arn, TableName, StreamLabel: Table!.LatestStreamLabel }]);
  });

  test("are switched on and off by UpdateTable; a closed one ends", async () => {
    const { TableName } = await createTable();
    const update = (StreamSpecification: { StreamEnabled: boolean; StreamViewType?: StreamViewType }) =>
      dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification }));

    await update({ StreamEnabled: true, StreamViewType: "KEYS_ONLY" });
    const first = await streamArn(TableName);
    await put(TableName, "a");
    await update({ StreamEnabled: false });
    await streamArn(TableName);
    await put(TableName, "b");
    const { Records, NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: await iterator(first) }),
    );

    expect(Records).toHaveLength(1);
    expect(NextShardIterator).toBeUndefined();
    await update({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
    expect(await streamArn(TableName)).not.toBe(first);
  });

  test("outlive their table", async () => {
    const { TableName, arn } = await createTable("KEYS_ONLY");
    await put(TableName, "a");

    await dynamodb.send(new DeleteTableCommand({ TableName }));

    expect(await records(arn)).toHaveLength(1);
  });

  test("that do not exist are not found (test_non_existent_stream)", async () => {
    const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2024-11-18T14:36:44.149";

    await expect(streams.send(new DescribeStreamCommand({ StreamArn }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Requested resource not found: Stream: ${StreamArn} not found`,
    });
  });
});

describe("iterators", () => {
  test("begin at the horizon, the end, at and after a sequence number", async () => {
    const { TableName, arn } = await createTable("KEYS_ONLY");
    for (const id of ["a", "b", "c"]) await put(TableName, id);
    const [, second] = await records(arn);
    const number = second!.dynamodb!.SequenceNumber!;
    const ids = async (ShardIterator: string) =>
      (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records!.map(
        (one) => one.dynamodb!.Keys!["id"]!.S,
      );

    const latest = await iterator(arn, "LATEST");
    await put(TableName, "d");

    expect(await ids(await iterator(arn))).toEqual(["a", "b", "c", "d"]);
    expect(await ids(await iterator(arn, "AT_SEQUENCE_NUMBER", number))).toEqual(["b", "c", "d"]);
    expect(await ids(await iterator(arn, "AFTER_SEQUENCE_NUMBER", number))).toEqual(["c", "d"]);
    expect(await ids(latest)).toEqual(["d"]);
  });

  test("expire after 15 minutes; records are gone after 24 hours", async () => {
    const { TableName, arn } = await createTable("KEYS_ONLY");
    await put(TableName, "a");
    const early = await iterator(arn);
    const number = (await records(arn))[0]!.dynamodb!.SequenceNumber!;
    const { TableName: timed } = await createTable();
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: timed,
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
      }),
    );
    const ttl = String(Math.floor(Date.now() / 1000) + 30 * 3600);
    await dynamodb.send(new PutItemCommand({ TableName: timed, Item: { id: { S: "a" }, ttl: { N: ttl } } }));
    await jump(40); // to the deletion, more than 30 hours away

    await expect(streams.send(new GetRecordsCommand({ ShardIterator: early }))).rejects.toMatchObject({
      name: "ExpiredIteratorException",
    });
    expect(await records(arn)).toEqual([]);
    await expect(iterator(arn, "AT_SEQUENCE_NUMBER", number)).rejects.toMatchObject({
      name: "TrimmedDataAccessException",
    });
  });
});
