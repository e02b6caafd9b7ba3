import type { SFN } from "@aws-sdk/client-sfn";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { StatesUser } from "./testing.ts";

let sandbox: TestSandbox;
let user: StatesUser;
let sfn: SFN;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StatesUser(sandbox);
  ({ sfn } = user);
});
afterAll(() => sandbox.stop());

const pass = (Result: unknown) => ({ S: { Type: "Pass", Result, End: true } });
const text = (Result: unknown) => JSON.stringify({ StartAt: "S", States: pass(Result) });

describe("state machines", () => {
  test("are described, updated and deleted", async () => {
    const arn = await user.create(pass(1), { tags: [{ key: "k", value: "v" }] });
    const described = await sfn.describeStateMachine({ stateMachineArn: arn });
    expect(described).toMatchObject({
      status: "ACTIVE",
      type: "STANDARD",
      loggingConfiguration: { level: "OFF", includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: "AWS_OWNED_KEY" },
    });
    expect(described.revisionId).toBeUndefined();
    const { revisionId } = await sfn.updateStateMachine({ stateMachineArn: arn, definition: text(2) });
    expect(revisionId).toMatch(/^[0-9a-f-]{36}$/);
    // Nothing new: the same revision.
    expect((await sfn.updateStateMachine({ stateMachineArn: arn, definition: text(2) })).revisionId).toBe(revisionId);
    expect((await sfn.listTagsForResource({ resourceArn: arn })).tags).toEqual([{ key: "k", value: "v" }]);
    await sfn.deleteStateMachine({ stateMachineArn: arn });
    await expect(sfn.describeStateMachine({ stateMachineArn: arn })).rejects.toMatchObject({
      name: "StateMachineDoesNotExist",
    });
  });

  test("need a role that trusts Step Functions", async () => {
    await expect(user.create(pass(1), { roleArn: await user.role([], "lambda") })).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
    });
  });

  test("tell which variables their states read", async () => {
    const arn = await user.create({
      A: { Type: "Pass", Assign: { x: 1, y: 2 }, Next: "B" },
      B: { Type: "Pass", Parameters: { "a.$": "States.Format('{} $no', $y)", "b.$": "$x" }, End: true },
    });
    expect((await sfn.describeStateMachine({ stateMachineArn: arn })).variableReferences).toEqual({ B: ["x", "y"] });
  });

  test("keep an execution's definition when they are updated", async () => {
    const arn = await user.create({ W: { Type: "Wait", Seconds: 60, Next: "S" }, ...pass("old") });
    const { executionArn } = await sfn.startExecution({ stateMachineArn: arn });
    await sfn.updateStateMachine({ stateMachineArn: arn, definition: text("new") });
    expect((await user.ended(executionArn!)).output).toBe('"old"');
    expect((await sfn.describeStateMachineForExecution({ executionArn })).definition).toContain("old");
    expect((await user.run(arn)).output).toBe('"new"');
  });
});

describe("versions and aliases", () => {
  test("an alias leads to its version, with its weight", async () => {
    const arn = await user.create(pass("one"), { publish: true });
    await sfn.updateStateMachine({ stateMachineArn: arn, definition: text("two"), publish: true });
    const route = (version: number, weight: number) => ({ stateMachineVersionArn: `${arn}:${version}`, weight });
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: "live",
      routingConfiguration: [route(1, 100)],
    });
    const first = await user.run(stateMachineAliasArn!);
    expect(first).toMatchObject({
      output: '"one"',
      stateMachineArn: arn,
      stateMachineVersionArn: `${arn}:1`,
      stateMachineAliasArn,
    });
    await sfn.updateStateMachineAlias({ stateMachineAliasArn, routingConfiguration: [route(2, 100), route(1, 0)] });
    expect((await user.run(stateMachineAliasArn!)).output).toBe('"two"');
    const { executions } = await sfn.listExecutions({ stateMachineArn: `${arn}:1` });
    expect(executions!.map(({ executionArn }) => executionArn)).toEqual([first.executionArn]);
    await sfn.deleteStateMachineAlias({ stateMachineAliasArn });
    await sfn.deleteStateMachineVersion({ stateMachineVersionArn: `${arn}:1` });
    const { stateMachineVersions } = await sfn.listStateMachineVersions({ stateMachineArn: arn });
    expect(stateMachineVersions!.map(({ stateMachineVersionArn }) => stateMachineVersionArn)).toEqual([`${arn}:2`]);
  });
});

describe("executions", () => {
  test("are listed newest first, by status and in pages", async () => {
    const arn = await user.create({
      C: { Type: "Choice", Choices: [{ Variable: "$.ok", BooleanEquals: true, Next: "S" }], Default: "F" },
      F: { Type: "Fail", Error: "E" },
      ...pass(1),
    });
    for (const ok of [true, false, true]) await user.run(arn, { ok });
    const statuses = async (more: object) =>
      (await sfn.listExecutions({ stateMachineArn: arn, ...more })).executions!.map(({ status }) => status);
    expect(await statuses({})).toEqual(["SUCCEEDED", "FAILED", "SUCCEEDED"]);
    expect(await statuses({ statusFilter: "FAILED" })).toEqual(["FAILED"]);
    const { nextToken } = await sfn.listExecutions({ stateMachineArn: arn, maxResults: 2 });
    expect(await statuses({ maxResults: 2, nextToken })).toEqual(["SUCCEEDED"]);
  });

  test("of the same name and input are one while it runs", async () => {
    const arn = await user.create({ W: { Type: "Wait", Seconds: 60, End: true } });
    const start = (input: string) => sfn.startExecution({ stateMachineArn: arn, name: "same", input });
    const first = await start("1");
    expect((await start("1")).executionArn).toBe(first.executionArn);
    await expect(start("2")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
    await user.ended(first.executionArn!);
    await expect(start("1")).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
  });

  test("have a history in either order, in pages, without data on request", async () => {
    const arn = await user.create(pass({ secret: 1 }));
    const { executionArn } = await user.run(arn);
    const reversed = await sfn.getExecutionHistory({ executionArn, reverseOrder: true, maxResults: 1 });
    expect(reversed.events!.map(({ id }) => id)).toEqual([4]);
    const { events } = await sfn.getExecutionHistory({ executionArn, includeExecutionData: false });
    expect(JSON.stringify(events)).not.toContain("secret");
  });

  test("tell only their metadata on request", async () => {
    const arn = await user.create(pass(1));
    const { executionArn } = await user.run(arn, { secret: 1 });
    const described = await sfn.describeExecution({ executionArn, includedData: "METADATA_ONLY" });
    expect(described).toMatchObject({ status: "SUCCEEDED", inputDetails: { included: false } });
    expect(described.input).toBeUndefined();
    const { definition } = await sfn.describeStateMachine({ stateMachineArn: arn, includedData: "METADATA_ONLY" });
    expect(definition).toBe("{}");
  });
});

test("what is not emulated is refused by name", async () => {
  await expect(sfn.testState({ definition: "{}", roleArn: "r" })).rejects.toMatchObject({ name: "NotEmulated" });
  await expect(
    sfn.redriveExecution({ executionArn: "arn:aws:states:us-east-1:000000000000:execution:a:b" }),
  ).rejects.toMatchObject({ name: "NotEmulated" });
});

test("ValidateStateMachineDefinition", async () => {
  expect(await sfn.validateStateMachineDefinition({ definition: text(1) })).toMatchObject({
    result: "OK",
    diagnostics: [],
  });
  expect(await sfn.validateStateMachineDefinition({ definition: "{}" })).toMatchObject({
    result: "FAIL",
    truncated: false,
    diagnostics: [
      {
        severity: "ERROR",
        code: "SCHEMA_VALIDATION_FAILED",
        message: "These fields are required: [States, StartAt]",
        location: "/",
      },
    ],
  });
});

describe("queues", () => {
  test("messages are sent, and a token comes back from whom reads them", async () => {
    const sqs = new SQS(sandbox.client());
    const { QueueUrl } = await sqs.createQueue({ QueueName: "asked" });
    const send = (pattern: string, MessageBody: object, next: object) => ({
      Type: "Task",
      Resource: `arn:aws:states:::sqs:sendMessage${pattern}`,
      Parameters: { QueueUrl, MessageBody },
      ...next,
    });
    const arn = await user.create(
      {
        Tell: send("", { "told.$": "$" }, { ResultSelector: { "id.$": "$.MessageId" }, Next: "Ask" }),
        Ask: send(".waitForTaskToken", { "token.$": "$$.Task.Token" }, { End: true }),
      },
      { actions: ["sqs:SendMessage"] },
    );
    const { executionArn } = await sfn.startExecution({ stateMachineArn: arn, input: '{"a":1}' });
    const bodies: Record<string, unknown>[] = [];
    await expect
      .poll(async () => {
        const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
        bodies.push(...Messages.map(({ Body }) => JSON.parse(Body!) as Record<string, unknown>));
        return bodies.length;
      })
      .toBe(2);
    expect(bodies).toContainEqual({ told: { a: 1 } });
    const taskToken = bodies.find((body) => "token" in body)!["token"] as string;
    await sfn.sendTaskSuccess({ taskToken, output: '"thanks"' });
    expect((await user.ended(executionArn!)).output).toBe('"thanks"');
  });
});
