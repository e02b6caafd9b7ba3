import type { SFN } from "@aws-sdk/client-sfn";
import { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { StatesUser } from "../testing.ts";

let sandbox: TestSandbox;
let user: StatesUser;
let sfn: SFN;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StatesUser(sandbox);
  ({ sfn } = user);
});
afterAll(() => sandbox.stop());

describe("a distributed map", () => {
  test("its iterations are executions of their own", async () => {
    const arn = await user.create({
      M: {
        Type: "Map",
        Label: "Each",
        ToleratedFailureCount: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "C",
          States: {
            C: { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 2, Next: "F" }], Default: "S" },
            F: { Type: "Fail", Error: "Two" },
            S: { Type: "Pass", Parameters: { "n.$": "$", "i.$": "$$.Map.Item.Index" }, End: true },
          },
        },
        End: true,
      },
    });
    const { executionArn, output } = await user.run(arn, [1, 2, 3]);
    expect(JSON.parse(output!)).toEqual([
      { n: 1, i: 0 },
      { n: 3, i: 2 },
    ]);
    const { mapRuns } = await sfn.listMapRuns({ executionArn });
    const { mapRunArn } = mapRuns![0]!;
    expect(mapRunArn).toMatch(/:mapRun:machine-\d+\/Each:[\w-]+$/);
    expect(await sfn.describeMapRun({ mapRunArn })).toMatchObject({
      status: "SUCCEEDED",
      itemCounts: { total: 3, succeeded: 2, failed: 1 },
      toleratedFailureCount: 1,
    });
    const { executions } = await sfn.listExecutions({ mapRunArn });
    expect(executions!.map(({ status }) => status).toSorted()).toEqual(["FAILED", "SUCCEEDED", "SUCCEEDED"]);
  });

  test("it reads from S3, in batches, and writes its results there", async () => {
    const s3 = new S3(sandbox.client());
    await s3.createBucket({ Bucket: "rows" });
    await s3.putObject({ Bucket: "rows", Key: "in.csv", Body: 'id,text\n1,"a, ""b"""\n2,c\n3,d\n' });
    const arn = await user.create(
      {
        M: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
            Parameters: { Bucket: "rows", "Key.$": "$.key" },
          },
          ItemSelector: { "n.$": "$$.Map.Item.Value.id", "t.$": "$$.Map.Item.Value.text" },
          ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "key.$": "$.key" } },
          ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "rows", Prefix: "out" } },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
            StartAt: "P",
            States: { P: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
      { actions: ["s3:*"] },
    );
    const { MapRunArn, ResultWriterDetails } = (await user.outputOf(arn, { key: "in.csv" })) as {
      MapRunArn: string;
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    const read = async (Key: string) => {
      const { Body } = await s3.getObject({ Bucket: "rows", Key });
      return JSON.parse(await Body!.transformToString()) as never;
    };
    const manifest: { ResultFiles: { SUCCEEDED: { Key: string }[] } } = await read(ResultWriterDetails.Key);
    expect(manifest).toMatchObject({ DestinationBucket: "rows", MapRunArn });
    const records: { Output: string }[] = await read(manifest.ResultFiles.SUCCEEDED[0]!.Key);
    expect(records.map(({ Output }) => JSON.parse(Output) as unknown)).toEqual([
      {
        BatchInput: { key: "in.csv" },
        Items: [
          { n: "1", t: 'a, "b"' },
          { n: "2", t: "c" },
        ],
      },
      { BatchInput: { key: "in.csv" }, Items: [{ n: "3", t: "d" }] },
    ]);
    const gone = await user.run(arn, { key: "gone.csv" });
    expect(gone).toMatchObject({ status: "FAILED", error: "States.ItemReaderFailed" });
  });
});
