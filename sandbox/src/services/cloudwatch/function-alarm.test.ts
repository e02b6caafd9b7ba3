import { AddPermissionCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { SQS } from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";
import { startCloudWatchTest } from "./testing.ts";

let cw: Awaited<ReturnType<typeof startCloudWatchTest>>;
let functions: ReturnType<typeof functionsOf>;
let role: string;
beforeAll(async () => {
  cw = await startCloudWatchTest();
  functions = functionsOf(cw.sandbox);
  role = await functions.role("sqs:*");
});
afterAll(() => cw.stop());

async function sumOf(MetricName: string, FunctionName?: string): Promise<number> {
  const now = await cw.now();
  const { Datapoints } = await cw.cloudwatch.getMetricStatistics({
    Namespace: "AWS/Lambda",
    MetricName,
    ...(FunctionName ? { Dimensions: [{ Name: "FunctionName", Value: FunctionName }] } : {}),
    StartTime: new Date(now - 12 * 3_600_000),
    EndTime: new Date(now + 60_000),
    Period: 3600,
    Statistics: ["Sum"],
  });
  return Datapoints!.reduce((total, { Sum }) => total + Sum!, 0);
}

const errorsOf = (FunctionName: string) => ({
  Namespace: "AWS/Lambda",
  MetricName: "Errors",
  Dimensions: [{ Name: "FunctionName", Value: FunctionName }],
  TreatMissingData: "notBreaching",
});

test("an alarm on the errors of a function, until they have left its range; then the sandbox is quiet", async () => {
  const name = await functions.create(
    `exports.handler = async ({ bad }) => { if (bad) throw new Error("asked for"); };`,
    role,
  );
  const alarm = await cw.alarm(errorsOf(name));
  await cw.become(alarm, "OK");
  await functions.invoke(name);
  expect((await cw.jump(600)).state).toBe("quiet");
  expect((await cw.state(alarm)).StateValue).toBe("OK");
  await functions.invoke(name, { bad: true });
  await cw.become(alarm, "ALARM");
  await cw.become(alarm, "OK");
  expect((await cw.jump(600)).state).toBe("quiet");
  expect(await sumOf("Invocations", name)).toBe(2);
  expect(await sumOf("Errors", name)).toBe(1);
  expect(await sumOf("Duration", name)).toBeGreaterThan(0);
});

test("throttles, asynchronous events and the dead letters nobody may send", async () => {
  const name = await functions
    .create(`exports.handler = async () => { throw new Error("asked for"); };`, await functions.role(), {
      DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:000000000000:absent" },
    })
    .catch(() => undefined);
  // A dead-letter queue must be there and may be written to when the function is made.
  expect(name).toBeUndefined();

  const sqs = new SQS(cw.sandbox.client());
  const QueueName = `q-${randomUUID()}`;
  const { QueueUrl } = await sqs.createQueue({ QueueName });
  const fn = await functions.create(`exports.handler = async () => { throw new Error("asked for"); };`, role, {
    DeadLetterConfig: { TargetArn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` },
  });
  await functions.invoke(fn, {}, { InvocationType: "Event" });
  await sqs.deleteQueue({ QueueUrl });
  await eventually(async () => {
    await cw.jump(3600);
    expect(await sumOf("AsyncEventsDropped", fn)).toBe(1);
  });
  await eventually(async () => expect(await sumOf("DeadLetterErrors", fn)).toBe(1));
  expect(await sumOf("AsyncEventsReceived", fn)).toBe(1);
  expect(await sumOf("Errors", fn)).toBe(3);
  expect(await sumOf("AsyncEventAge", fn)).toBeGreaterThan(60_000);

  await functions.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: fn, ReservedConcurrentExecutions: 0 }));
  await expect(functions.invoke(fn)).rejects.toMatchObject({ name: "TooManyRequestsException" });
  expect(await sumOf("Throttles", fn)).toBe(1);
  expect(await sumOf("Invocations", fn)).toBe(3);
});

test("a function is told when its policy lets alarms invoke it", async () => {
  const listener = await functions.create(
    `exports.handler = async (event) => console.log("told", JSON.stringify(event));`,
    role,
  );
  const action = `arn:aws:lambda:us-east-1:000000000000:function:${listener}`;
  const alarm = await cw.alarm({ Namespace: randomUUID(), MetricName: "m", AlarmActions: [action] });
  const set = (StateValue: "ALARM" | "OK") =>
    cw.cloudwatch.setAlarmState({ AlarmName: alarm, StateValue, StateReason: "testing" });
  const actions = async () =>
    (await cw.cloudwatch.describeAlarmHistory({ AlarmName: alarm, HistoryItemType: "Action" })).AlarmHistoryItems!;
  await set("ALARM");
  await eventually(async () => expect((await actions())[0]!.HistorySummary).toMatch(/^Failed to execute action/));
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName: listener,
      StatementId: "AlarmAction",
      Action: "lambda:InvokeFunction",
      Principal: "lambda.alarms.cloudwatch.amazonaws.com",
      SourceAccount: "000000000000",
      SourceArn: (await cw.state(alarm)).AlarmArn,
    }),
  );
  await set("OK");
  await set("ALARM");
  await eventually(async () => expect((await actions())[0]!.HistorySummary).toMatch(/^Successfully executed action/));
  await eventually(async () => expect(await sumOf("Invocations", listener)).toBe(1));
});
