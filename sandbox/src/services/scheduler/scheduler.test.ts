/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html and the API reference (2026-11); invalid expressions as recorded. */
import { IAMClient, CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { Scheduler, type CreateScheduleCommandInput } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hop } from "../../core/hops.ts";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";

let sandbox: TestSandbox;
let scheduler: Scheduler;
let functions: ReturnType<typeof functionsOf>;
let role: string;
let target: string;
let count = 0;

const trust = (condition = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole", ...condition },
    ],
  });

async function createRole(document: string, ...actions: string[]): Promise<string> {
  const iam = new IAMClient(sandbox.client());
  const RoleName = `schedules-${++count}`;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }));
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] };
  if (actions.length)
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: JSON.stringify(policy) }));
  return Role!.Arn!;
}

beforeAll(async () => {
  sandbox = await startTestSandbox();
  scheduler = new Scheduler(sandbox.client());
  functions = functionsOf(sandbox);
  role = await createRole(trust(), "lambda:InvokeFunction");
  const name = await functions.create("exports.handler = async (event) => event", await functions.role());
  target = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
});
afterAll(() => sandbox.stop());

async function create(more: Partial<CreateScheduleCommandInput> = {}): Promise<string> {
  const Name = more.Name ?? `schedule-${++count}`;
  await scheduler.createSchedule({
    Name,
    ScheduleExpression: "rate(5 minutes)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: target, RoleArn: role, Input: JSON.stringify({ from: Name, at: "<aws.scheduler.scheduled-time>" }) },
    ...more,
  });
  return Name;
}

const jump = (within: number) => sandbox.control(`jump?within=${within}`);
const hopsOf = async (match: (hop: Hop) => boolean) => (await functions.hops()).filter(match);
const invocations = (from: number) =>
  hopsOf((hop) => hop.service === "lambda" && hop.action === "Invoke" && hop.id > from);
const last = async () => (await functions.hops()).at(-1)?.id ?? 0;

describe("schedules", () => {
  test("a rate invokes again and again, until the schedule is deleted", async () => {
    const from = await last();
    const Name = await create();

    await eventually(async () => {
      await jump(5 * 60_000);
      expect((await invocations(from)).length).toBeGreaterThanOrEqual(2);
    });
    await scheduler.deleteSchedule({ Name });

    await expect(scheduler.getSchedule({ Name })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Schedule ${Name} does not exist.`,
    });
  });

  test("at(...) invokes once, and the schedule goes when it is told to", async () => {
    const from = await last();
    const at = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString().slice(0, 19);
    const Name = await create({ ScheduleExpression: `at(${at})`, ActionAfterCompletion: "DELETE" });

    await eventually(async () => {
      await jump(30 * 24 * 3_600_000);
      expect(await invocations(from)).toHaveLength(1);
    });
    await expect(scheduler.getSchedule({ Name })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  test("is described as it was set; an update sets what it leaves out to the default", async () => {
    const Name = await create({
      ScheduleExpression: "cron(0 7 * * ? *)",
      ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      State: "DISABLED",
      Description: "morning",
    });
    expect(await scheduler.getSchedule({ Name })).toMatchObject({
      Arn: `arn:aws:scheduler:us-east-1:000000000000:schedule/default/${Name}`,
      ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      State: "DISABLED",
      Description: "morning",
      ActionAfterCompletion: "NONE",
    });

    await scheduler.updateSchedule({
      Name,
      ScheduleExpression: "cron(0 8 * * ? *)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: target, RoleArn: role },
    });
    const updated = await scheduler.getSchedule({ Name });
    expect(updated).toMatchObject({ ScheduleExpressionTimezone: "UTC", State: "ENABLED" });
    expect(updated.Description).toBeUndefined();
    await scheduler.deleteSchedule({ Name });
  });

  test.each(["rate(10 seconds)", "cron(0 1 * * * *)", "at(2021-12-31T23:59:59Z)", "rate( 10 minutes )", "cron()"])(
    "%s is no schedule expression (recorded)",
    async (ScheduleExpression) => {
      await expect(create({ ScheduleExpression })).rejects.toMatchObject({
        name: "ValidationException",
        message: `Invalid Schedule Expression ${ScheduleExpression}.`,
      });
    },
  );

  test("refuses what does not fit together", async () => {
    const Name = await create();
    await expect(create({ Name })).rejects.toMatchObject({ name: "ConflictException" });
    await expect(create({ GroupName: "absent" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(create({ FlexibleTimeWindow: { Mode: "FLEXIBLE" } })).rejects.toMatchObject({
      name: "ValidationException",
    });
    await expect(create({ ScheduleExpressionTimezone: "Mars/Olympus" })).rejects.toMatchObject({
      name: "ValidationException",
    });
    await expect(
      create({ Target: { Arn: "arn:aws:scheduler:::aws-sdk:ecs:runTask", RoleArn: role } }),
    ).rejects.toMatchObject({ name: "NotEmulated" });
    await scheduler.deleteSchedule({ Name });
  });

  test("the same request twice makes one schedule", async () => {
    const again = { Name: `schedule-${++count}`, ClientToken: "token-1" };
    await create(again);
    await create(again);
    await scheduler.deleteSchedule({ Name: again.Name });
  });
});

describe("the role of a schedule", () => {
  test("without permission nothing is invoked; the hop says why", async () => {
    const from = await last();
    const powerless = await createRole(trust());
    const Name = await create({ Target: { Arn: target, RoleArn: powerless } });

    await eventually(async () => {
      await jump(5 * 60_000);
      const denied = await hopsOf(({ id, action }) => id > from && action === "delivery");
      expect(denied[0]).toMatchObject({ service: "scheduler", result: "AccessDeniedException", resource: target });
    });
    await scheduler.deleteSchedule({ Name });
  });

  test("a trust bound to another group does not hold", async () => {
    const from = await last();
    const bound = await createRole(
      trust({
        Condition: {
          StringEquals: { "aws:SourceArn": "arn:aws:scheduler:us-east-1:000000000000:schedule-group/other" },
        },
      }),
      "lambda:InvokeFunction",
    );
    const Name = await create({ Target: { Arn: target, RoleArn: bound } });

    await eventually(async () => {
      await jump(5 * 60_000);
      const denied = await hopsOf(({ id, action }) => id > from && action === "delivery");
      expect(denied[0]).toMatchObject({ result: "AccessDenied" });
    });
    await scheduler.deleteSchedule({ Name });
  });
});

test("groups hold schedules and tags; a group goes with its schedules", async () => {
  const Name = `group-${++count}`;
  const { ScheduleGroupArn } = await scheduler.createScheduleGroup({ Name, Tags: [{ Key: "team", Value: "blue" }] });
  const schedule = await create({ GroupName: Name, State: "DISABLED" });

  expect((await scheduler.listTagsForResource({ ResourceArn: ScheduleGroupArn! })).Tags).toEqual([
    { Key: "team", Value: "blue" },
  ]);
  expect((await scheduler.listSchedules({ GroupName: Name })).Schedules).toMatchObject([{ Name: schedule }]);
  await scheduler.deleteScheduleGroup({ Name });
  await expect(scheduler.getSchedule({ Name: schedule, GroupName: Name })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  await expect(scheduler.deleteScheduleGroup({ Name: "default" })).rejects.toMatchObject({
    name: "ValidationException",
  });
});
