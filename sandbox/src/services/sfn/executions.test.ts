import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { Lambda } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { createZip } from "../lambda/zip.ts";
import { StatesUser } from "./testing.ts";

let sandbox: TestSandbox;
let user: StatesUser;
let functionArn: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StatesUser(sandbox);
  functionArn = await user.createEcho();
});
afterAll(() => sandbox.stop());

const INVOKE = { actions: ["lambda:InvokeFunction"] };

describe("an express state machine", () => {
  test("answers at once", async () => {
    const machine = await user.create(
      { Call: { Type: "Task", Resource: functionArn, End: true } },
      { ...INVOKE, type: "EXPRESS" },
    );
    expect(await user.sfn.startSyncExecution({ stateMachineArn: machine, input: '{"a":1}' })).toMatchObject({
      status: "SUCCEEDED",
      output: '{"a":1}',
      executionArn: expect.stringMatching(/:express:machine-\d+:[\w-]+:[\w-]+$/),
    });
    expect(await user.sfn.startSyncExecution({ stateMachineArn: machine, input: '{"fail":"No"}' })).toMatchObject({
      status: "FAILED",
      error: "No",
    });
  });

  test("is called by a function with an SDK client as it is", { timeout: 20_000 }, async () => {
    const machine = await user.create({ Done: { Type: "Pass", End: true } }, { type: "EXPRESS" });
    const lambda = new Lambda(sandbox.client());
    const code = `const { SFNClient, StartSyncExecutionCommand } = require("@aws-sdk/client-sfn");
      exports.handler = async (stateMachineArn) => (await new SFNClient({}).send(new StartSyncExecutionCommand({ stateMachineArn, input: "7" }))).output;`;
    await lambda.createFunction({
      FunctionName: "caller",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Timeout: 15,
      Role: await user.role(["states:StartSyncExecution"], "lambda"),
      Code: { ZipFile: createZip({ "index.js": code }) },
    });
    const { Payload } = await lambda.invoke({ FunctionName: "caller", Payload: JSON.stringify(machine) });
    expect(JSON.parse(Payload!.transformToString())).toBe("7");
  });

  test("writes its events to its log group", async () => {
    const logs = new CloudWatchLogsClient(sandbox.client());
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/states" }));
    const machine = await user.create(
      { Done: { Type: "Pass", End: true } },
      {
        actions: ["logs:*"],
        type: "EXPRESS",
        loggingConfiguration: {
          level: "ALL",
          includeExecutionData: true,
          destinations: [
            { cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/states:*" } },
          ],
        },
      },
    );
    await user.sfn.startSyncExecution({ stateMachineArn: machine, input: '{"a":1}' });
    await expect
      .poll(async () => {
        const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: "/states" }));
        return events!.map(({ message }) => (JSON.parse(message!) as { type: string }).type);
      })
      .toEqual(["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"]);
  });
});

test("a branch waits while another works; the clock jumps when all wait", async () => {
  const branch = (seconds: number) => ({
    StartAt: `W${seconds}`,
    States: {
      [`W${seconds}`]: { Type: "Wait", Seconds: seconds, Next: `C${seconds}` },
      [`C${seconds}`]: { Type: "Task", Resource: functionArn, End: true },
    },
  });
  const machine = await user.create(
    {
      All: { Type: "Parallel", Branches: [branch(60), branch(3600), branch(7200)], Next: "Each" },
      Each: {
        Type: "Map",
        ItemProcessor: { StartAt: "W", States: { W: { Type: "Wait", Seconds: 100, End: true } } },
        End: true,
      },
    },
    INVOKE,
  );
  const { startDate, stopDate, output } = await user.run(machine, { a: 1 });
  expect(JSON.parse(output!)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  const seconds = (stopDate!.getTime() - startDate!.getTime()) / 1000;
  expect(seconds).toBeGreaterThanOrEqual(7300);
  expect(seconds).toBeLessThan(7400);
});

test("many branches and iterations leave no warnings of listeners", async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => warnings.push(message);
  process.on("warning", listen);
  const wait = { StartAt: "W", States: { W: { Type: "Wait", Seconds: 5, End: true } } };
  const machine = await user.create({
    P: { Type: "Parallel", Branches: Array.from({ length: 15 }, () => wait), ResultPath: null, Next: "M" },
    M: { Type: "Map", ItemProcessor: wait, ResultPath: null, Next: "D" },
    D: {
      Type: "Map",
      ItemProcessor: { ...wait, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
      End: true,
    },
  });
  const items = Array.from({ length: 50 }, (_, index) => index);
  expect(await user.outputOf(machine, items)).toEqual(items);
  process.off("warning", listen);
  expect(warnings).toEqual([]);
});

test("StopExecution ends it, and the time-out of the state machine", async () => {
  const machine = await user.create(
    { Wait: { Type: "Wait", Seconds: 1000, End: true } },
    { definition: { TimeoutSeconds: 500 } },
  );
  const { executionArn } = await user.sfn.startExecution({ stateMachineArn: machine });
  await user.sfn.stopExecution({ executionArn, error: "Enough", cause: "of it" });
  expect(await user.ended(executionArn!)).toMatchObject({ status: "ABORTED", error: "Enough", cause: "of it" });
  expect(await user.typesOf(executionArn!)).toEqual(["ExecutionStarted", "WaitStateEntered", "ExecutionAborted"]);
  expect(await user.run(machine)).toMatchObject({ status: "TIMED_OUT", redriveStatus: "REDRIVABLE" });
});

test("JSONata: arguments, variables and output", async () => {
  const machine = await user.create(
    {
      Call: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "echo", Payload: "{% $states.input.items[price > 10] %}" },
        Assign: { count: "{% $count($states.result.Payload) %}" },
        Output: "{% $sum($states.result.Payload.price) %}",
        Next: "Tell",
      },
      Tell: {
        Type: "Pass",
        Output: { sum: "{% $states.input %}", count: "{% $count %}", hash: "{% $hash('a', 'SHA-256') %}" },
        End: true,
      },
    },
    { ...INVOKE, definition: { QueryLanguage: "JSONata" } },
  );
  const items = [{ price: 5 }, { price: 20 }, { price: 30 }];
  const found = await user.run(machine, { items });
  // $count is a function of JSONata as long as no variable of this name is assigned.
  expect(JSON.parse(found.output!)).toMatchObject({ sum: 50, count: 2 });
});
