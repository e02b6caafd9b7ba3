/** https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html (2026-11) */
import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "./testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let role: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  role = await functions.role("xray:PutTraceSegments", "lambda:InvokeFunction");
});
afterAll(() => sandbox.stop());

const TRACED = "exports.handler = async () => process.env._X_AMZN_TRACE_ID";
const ACTIVE = { TracingConfig: { Mode: "Active" } } satisfies Partial<CreateFunctionCommandInput>;

/** The trace of one invocation, and its report. */
async function run(name: string): Promise<{ trace: string; report: string }> {
  const { payload, LogResult } = await functions.invoke(name, {}, { LogType: "Tail" });
  const log = Buffer.from(LogResult!, "base64").toString();
  return { trace: payload as string, report: log.slice(log.indexOf("REPORT ")) };
}

test("active tracing samples the invocation, and the report names the segment", async () => {
  const name = await functions.create(TRACED, role, ACTIVE);

  const { trace, report } = await run(name);

  const [, root, parent] = /^Root=(1-[0-9a-f]{8}-[0-9a-f]{24});Parent=([0-9a-f]{16});Sampled=1;Lineage=/.exec(trace)!;
  expect(report.split("\n")[1]).toBe(`XRAY TraceId: ${root}\tSegmentId: ${parent}\tSampled: true\t`);
});

test("in JSON the report has the header", async () => {
  const LoggingConfig = { LogFormat: "JSON" } as const;
  const name = await functions.create(TRACED, role, { ...ACTIVE, LoggingConfig });

  const { payload, LogResult } = await functions.invoke(name, {}, { LogType: "Tail" });

  const lines = Buffer.from(LogResult!, "base64").toString().trim().split("\n");
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    type: "platform.report",
    record: { tracing: { type: "X-Amzn-Trace-Id", value: payload as string } },
  });
});

test("a function that only passes traces on does what its caller says", async () => {
  const passing = await functions.create(TRACED, role);
  const calling = `const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
    exports.handler = async () => JSON.parse(
      (await new LambdaClient().send(new InvokeCommand({ FunctionName: "${passing}" }))).Payload.transformToString());`;
  const [sampling, silent] = [await functions.create(calling, role, ACTIVE), await functions.create(calling, role)];

  await expect(run(sampling)).resolves.toMatchObject({ trace: expect.stringContaining(";Sampled=1;") });
  await expect(run(silent)).resolves.toMatchObject({ trace: expect.stringContaining(";Sampled=0;") });
  await expect(run(passing)).resolves.toMatchObject({ report: expect.not.stringContaining("XRAY") });
});

test("tracing is set later, asks the role for its permission, and is taken back", async () => {
  const [name, plain] = [await functions.create(TRACED, role), await functions.create(TRACED, await functions.role())];
  const update = (FunctionName: string, Mode: "Active" | "PassThrough") =>
    functions.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, TracingConfig: { Mode } }));

  await expect(update(plain, "Active")).rejects.toThrow(
    "The provided execution role does not have permissions to call PutTraceSegments on XRAY",
  );
  await update(name, "Active");
  await expect(
    functions.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
  ).resolves.toMatchObject(ACTIVE);
  await update(name, "PassThrough");
  expect((await run(name)).trace).toContain(";Sampled=0;");
});
