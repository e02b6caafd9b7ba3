import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let dynamodb: DynamoDBClient;
let s3: S3Client;
let role: string;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  dynamodb = new DynamoDBClient(sandbox.client());
  s3 = new S3Client(sandbox.client());
  role = await functions.role("dynamodb:*", "s3:PutObject", "s3:ListBucket");
  await s3.send(new CreateBucketCommand({ Bucket: "stream-failures" }));
  await createTable("seen", false);
});
afterAll(() => sandbox.stop());

async function createTable(TableName: string, hasStream = true): Promise<string> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      ...(hasStream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } } : {}),
    }),
  );
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return Table!.LatestStreamArn!;
}

/** Writes each batch it gets into the table "seen", then does what `then` says with `ids`. */
const recorder = (then = "") => `
  const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
  const db = new DynamoDBClient({});
  let n = 0;
  exports.handler = async (event, context) => {
    const ids = event.Records.map((record) => record.dynamodb.Keys.id.S);
    const order = process.hrtime.bigint().toString();
    await db.send(new PutItemCommand({ TableName: "seen", Item: { id: { S: context.functionName + order }, fn: { S: context.functionName }, order: { N: order }, ids: { S: ids.join() }, event: { S: JSON.stringify(event) } } }));
    ${then}
  }`;

interface Setup {
  fn: string;
  table: string;
  stream: string;
  id: string;
}

async function connect(code: string, more: Partial<CreateEventSourceMappingCommandInput> = {}): Promise<Setup> {
  const table = `table-${++counter}`;
  const stream = await createTable(table);
  const fn = await functions.create(code, role);
  const { UUID } = await functions.lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: stream,
      FunctionName: fn,
      StartingPosition: "TRIM_HORIZON",
      ...more,
    }),
  );
  return { fn, table, stream, id: UUID! };
}

async function put(TableName: string, id: string, more: Record<string, AttributeValue> = {}): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));
}

/** The ids of each batch that the function has had, in time order. */
async function batches(fn: string): Promise<string[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: "seen" }));
  return Items.filter((item) => item["fn"]!.S === fn)
    .sort((a, b) => (BigInt(a["order"]!.N!) < BigInt(b["order"]!.N!) ? -1 : 1))
    .map((item) => item["ids"]!.S!);
}

async function lastEvent(fn: string) {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: "seen" }));
  return JSON.parse(Items.find((item) => item["fn"]!.S === fn)!["event"]!.S!) as { Records: object[] };
}

/** Moves time on until the claim holds. */
const soon = (claim: () => Promise<void>) =>
  eventually(
    async () => {
      await functions.jump();
      await claim();
    },
    { within: 10_000 },
  );

describe("CreateEventSourceMapping", () => {
  test("answers Creating, then Enabled; update, list, delete (test_event_source_mapping_lifecycle)", async () => {
    const stream = await createTable(`table-${++counter}`);
    const fn = await functions.create(recorder(), role);
    const { lambda } = functions;

    const created = await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: stream,
        FunctionName: fn,
        StartingPosition: "TRIM_HORIZON",
        BatchSize: 1,
        MaximumBatchingWindowInSeconds: 1,
        MaximumRetryAttempts: 1,
      }),
    );
    const UUID = created.UUID!;
    const read = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    const disabled = await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false, BatchSize: 5 }));

    const arn = `arn:aws:lambda:us-east-1:000000000000:function:${fn}`;
    const { $metadata: _, LastModified: __, ...answer } = created;
    expect(answer).toEqual({
      BatchSize: 1,
      BisectBatchOnFunctionError: false,
      DestinationConfig: { OnFailure: {} },
      EventSourceArn: stream,
      EventSourceMappingArn: `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${UUID}`,
      FunctionArn: arn,
      FunctionResponseTypes: [],
      LastProcessingResult: "No records processed",
      MaximumBatchingWindowInSeconds: 1,
      MaximumRecordAgeInSeconds: -1,
      MaximumRetryAttempts: 1,
      ParallelizationFactor: 1,
      StartingPosition: "TRIM_HORIZON",
      State: "Creating",
      StateTransitionReason: "User action",
      TumblingWindowInSeconds: 0,
      UUID,
    });
    expect(created.$metadata.httpStatusCode).toBe(202);
    expect(read.State).toBe("Enabled");
    expect(disabled).toMatchObject({ State: "Disabling", BatchSize: 5 });
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName: fn }));
    expect(EventSourceMappings).toMatchObject([{ UUID, State: "Disabled" }]);
    expect(await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).toMatchObject({ State: "Deleting" });
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toThrow(
      "The resource you requested does not exist.",
    );
  });

  test("refuses what AWS refuses", async () => {
    const stream = await createTable(`table-${++counter}`);
    const fn = await functions.create(recorder(), role);
    const create = (more: Partial<CreateEventSourceMappingCommandInput>) =>
      functions.lambda.send(
        new CreateEventSourceMappingCommand({
          EventSourceArn: stream,
          FunctionName: fn,
          StartingPosition: "LATEST",
          ...more,
        }),
      );
    const missing = stream.replace(/stream\/.*/, "stream/2025-02-22T03:03:25.490");
    const blind = await functions.create(recorder(), await functions.role());

    await expect(create({ EventSourceArn: undefined })).rejects.toThrow("Unrecognized event source.");
    await expect(create({ FunctionName: "none" })).rejects.toThrow("Function does not exist");
    await expect(create({ EventSourceArn: missing })).rejects.toThrow(`Stream not found: ${missing}`);
    await expect(create({ StartingPosition: "AT_TIMESTAMP" })).rejects.toThrow(
      `Unsupported starting position for arn type: ${stream}`,
    );
    await expect(create({ FilterCriteria: { Filters: [{ Pattern: "single-string" }] } })).rejects.toThrow(
      "Invalid filter pattern definition.",
    );
    await expect(create({ FunctionName: blind })).rejects.toThrow(
      `Cannot access stream ${stream}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    );
    await expect(create({ EventSourceArn: "arn:aws:kinesis:us-east-1:000000000000:stream/s" })).rejects.toMatchObject({
      name: "NotEmulated",
    });
    const { UUID } = await create({});
    await expect(create({})).rejects.toThrow(
      `The event source arn (" ${stream} ") and function (" ${fn} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    );
  });
});

describe("records reach the function", () => {
  test("as AWS writes them (test_dynamodb_event_source_mapping)", async () => {
    const { fn, table, stream } = await connect(recorder());

    await put(table, "hello", { binary: { B: Buffer.from("foobar") } });

    await soon(async () => expect(await batches(fn)).toEqual(["hello"]));
    expect(await lastEvent(fn)).toEqual({
      Records: [
        {
          eventID: expect.any(String) as string,
          eventName: "INSERT",
          eventVersion: "1.1",
          eventSource: "aws:dynamodb",
          awsRegion: "us-east-1",
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number) as number,
            Keys: { id: { S: "hello" } },
            NewImage: { id: { S: "hello" }, binary: { B: "Zm9vYmFy" } },
            SequenceNumber: expect.stringMatching(/^\d{21}$/) as string,
            SizeBytes: 26,
            StreamViewType: "NEW_AND_OLD_IMAGES",
          },
          eventSourceARN: stream,
        },
      ],
    });
  });

  test("in order, in batches of at most BatchSize, waiting for the window", async () => {
    const { fn, table } = await connect(recorder(), { BatchSize: 3, MaximumBatchingWindowInSeconds: 5 });

    for (const id of ["a", "b", "c", "d"]) await put(table, id);

    await soon(async () => expect(await batches(fn)).toEqual(["a,b,c", "d"]));
  });

  test("LATEST begins with what comes after", async () => {
    const table = `table-${++counter}`;
    const stream = await createTable(table);
    await put(table, "old");
    const fn = await functions.create(recorder(), role);
    await functions.lambda.send(
      new CreateEventSourceMappingCommand({ EventSourceArn: stream, FunctionName: fn, StartingPosition: "LATEST" }),
    );
    await eventually(async () =>
      expect(((await (await sandbox.control("jump?within=0")).json()) as { state: string }).state).not.toBe("busy"),
    );

    await put(table, "new");

    await soon(async () => expect(await batches(fn)).toEqual(["new"]));
  });

  test("where a filter lets them through", async () => {
    const pattern = { eventName: ["INSERT"], dynamodb: { NewImage: { n: { N: [{ prefix: "1" }] } } } };
    const { fn, table } = await connect(recorder(), {
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
    });

    await put(table, "a", { n: { N: "2" } });
    await put(table, "b", { n: { N: "10" } });

    await soon(async () => expect(await batches(fn)).toEqual(["b"]));
  });

  test("not while the mapping is disabled, and then from there on", async () => {
    const { fn, table, id } = await connect(recorder(), { Enabled: false });
    await put(table, "a");

    expect(await batches(fn)).toEqual([]);
    await functions.lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true }));

    await soon(async () => expect(await batches(fn)).toEqual(["a"]));
  });

  test("each item's in order with a parallelization factor", async () => {
    const { fn, table } = await connect(recorder("await new Promise((r) => setTimeout(r, 30))"), {
      ParallelizationFactor: 4,
      BatchSize: 1,
    });

    for (let n = 0; n < 3; n++) for (const id of ["a", "b", "c"]) await put(table, id, { n: { N: String(n) } });

    await soon(async () => expect(await batches(fn)).toHaveLength(9));
    expect((await batches(fn)).sort().join("")).toBe("aaabbbccc");
  });
});

describe("failures", () => {
  const FAIL_ON_BAD = 'if (ids.includes("bad")) throw new Error("bad")';

  test("are tried again, and block what comes after, until the retries are exhausted; S3 gets the record", async () => {
    const { fn, table, id, stream } = await connect(recorder(FAIL_ON_BAD), {
      BatchSize: 1,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::stream-failures" } },
    });

    await put(table, "bad");
    await put(table, "good");

    await soon(async () => expect(await batches(fn)).toEqual(["bad", "bad", "good"]));
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: "stream-failures", Prefix: `aws/lambda/${id}/shardId-` }),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "stream-failures", Key: Contents![0]!.Key! }));
    const record = JSON.parse(await Body!.transformToString()) as { payload: string };
    expect(record).toMatchObject({
      requestContext: {
        functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${fn}`,
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      DDBStreamBatchInfo: { batchSize: 1, streamArn: stream },
    });
    expect(JSON.parse(record.payload)).toMatchObject({ Records: [{ dynamodb: { Keys: { id: { S: "bad" } } } }] });
  });

  test("are isolated by halving the batch", async () => {
    const { fn, table, id } = await connect(recorder(FAIL_ON_BAD), {
      Enabled: false,
      MaximumRetryAttempts: 0,
      BisectBatchOnFunctionError: true,
    });
    for (const item of ["a", "b", "bad", "c"]) await put(table, item);
    await functions.lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true }));

    await soon(async () => expect(await batches(fn)).toEqual(["a,b,bad,c", "a,b", "bad,c", "bad", "c"]));
  });

  test("of some records: the batch goes on with the first of them", async () => {
    const { fn, table, id } = await connect(
      recorder(`
        const failed = ids.indexOf("bad");
        if (failed >= 0 && ++n < 2) return { batchItemFailures: [{ itemIdentifier: event.Records[failed].dynamodb.SequenceNumber }] };
        return { batchItemFailures: [] };`),
      { Enabled: false, FunctionResponseTypes: ["ReportBatchItemFailures"] },
    );
    for (const item of ["a", "bad", "c"]) await put(table, item);
    await functions.lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true }));

    await soon(async () => expect(await batches(fn)).toEqual(["a,bad,c", "bad,c"]));
  });

  test("end when the records are too old", async () => {
    const { fn, table, id } = await connect(recorder('throw new Error("always")'), {
      MaximumRecordAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::stream-failures" } },
    });

    await put(table, "a");

    await soon(async () => {
      const { Contents } = await s3.send(
        new ListObjectsV2Command({ Bucket: "stream-failures", Prefix: `aws/lambda/${id}/` }),
      );
      expect(Contents).toHaveLength(1);
    });
    expect((await batches(fn)).length).toBeGreaterThan(3);
  });
});

test("nothing runs while nothing is written", async () => {
  const { id } = await connect(recorder());
  await functions.lambda.send(new GetEventSourceMappingCommand({ UUID: id }));

  await eventually(async () => expect(await functions.jump()).toBe("quiet"));
});
