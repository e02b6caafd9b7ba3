import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { StatesUser } from "../testing.ts";

let sandbox: TestSandbox;
let user: StatesUser;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StatesUser(sandbox);
  await user.createEcho();
});
afterAll(() => sandbox.stop());

const INVOKE = { actions: ["lambda:InvokeFunction"] };

describe("executions of other state machines", () => {
  const RULES = ["events:PutTargets", "events:PutRule", "events:DescribeRule"];
  const nested = (child: string, pattern: string) => ({
    Start: {
      Type: "Task",
      Resource: `arn:aws:states:::states:startExecution${pattern}`,
      Parameters: { StateMachineArn: child, Input: { "a.$": "$.a" } },
      End: true,
    },
  });

  test("are waited for with .sync:2, whose output is parsed", async () => {
    const child = await user.create({ Wait: { Type: "Wait", Seconds: 600, End: true } });
    const parent = await user.create(nested(child, ".sync:2"), {
      actions: ["states:StartExecution", "states:DescribeExecution", "states:StopExecution", ...RULES],
    });
    expect(await user.outputOf(parent, { a: 1 })).toMatchObject({
      Input: { a: 1 },
      Output: { a: 1 },
      StateMachineArn: child,
      Status: "SUCCEEDED",
    });
  });

  test("whose role may not make the rule that tells of their end", async () => {
    const child = await user.create({ Done: { Type: "Succeed" } });
    await expect(user.create(nested(child, ".sync"), { actions: ["states:*"] })).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringMatching(
        /^'arn:aws:iam::000000000000:role\/.*' is not authorized to create managed-rule\.$/,
      ),
    });
  });
});

describe("callbacks", () => {
  test("end a task by its token", async () => {
    const machine = await user.create(
      {
        Ask: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
          Parameters: { FunctionName: "echo", Payload: { "token.$": "$$.Task.Token" } },
          End: true,
        },
      },
      INVOKE,
    );
    const { executionArn } = await user.sfn.startExecution({ stateMachineArn: machine });
    const token = await expect
      .poll(async () => {
        const { events } = await user.sfn.getExecutionHistory({ executionArn });
        const submitted = events!.find(({ type }) => type === "TaskSubmitted")?.taskSubmittedEventDetails;
        return submitted && (JSON.parse(submitted.output!) as { Payload: { token: string } }).Payload.token;
      })
      .toBeDefined()
      .then(async () => {
        const { events } = await user.sfn.getExecutionHistory({ executionArn });
        const { output } = events!.find(({ type }) => type === "TaskSubmitted")!.taskSubmittedEventDetails!;
        return (JSON.parse(output!) as { Payload: { token: string } }).Payload.token;
      });
    await user.sfn.sendTaskHeartbeat({ taskToken: token });
    await user.sfn.sendTaskSuccess({ taskToken: token, output: '{"done":true}' });
    expect((await user.ended(executionArn!)).output).toBe('{"done":true}');
    await expect(user.sfn.sendTaskSuccess({ taskToken: token, output: "{}" })).rejects.toMatchObject({
      name: "TaskTimedOut",
    });
  });

  test("that never come run into the heartbeat", async () => {
    const machine = await user.create(
      {
        Ask: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
          Parameters: { FunctionName: "echo", Payload: { "token.$": "$$.Task.Token" } },
          HeartbeatSeconds: 600,
          Catch: [{ ErrorEquals: ["States.HeartbeatTimeout"], Next: "Late" }],
          End: true,
        },
        Late: { Type: "Pass", End: true },
      },
      INVOKE,
    );
    expect(await user.outputOf(machine)).toEqual({ Error: "States.Timeout", Cause: "" });
  });

  test("activities are worked off by pollers", async () => {
    const { activityArn } = await user.sfn.createActivity({ name: "work" });
    const machine = await user.create({ Work: { Type: "Task", Resource: activityArn, End: true } });
    const { executionArn } = await user.sfn.startExecution({ stateMachineArn: machine, input: '{"n":1}' });
    const { taskToken, input } = await user.sfn.getActivityTask({ activityArn, workerName: "me" });
    expect(input).toBe('{"n":1}');
    await user.sfn.sendTaskFailure({ taskToken, error: "Tired", cause: "of this" });
    expect(await user.ended(executionArn!)).toMatchObject({ status: "FAILED", error: "Tired", cause: "of this" });
    expect(await user.typesOf(executionArn!)).toContain("ActivityStarted");
  });
});
