import {
  CreateScheduleCommand,
  GetScheduleCommand,
  paginateListSchedules,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import { expectThat, type Lab } from "@course/grader/checks";
import { targetTime } from "@course/grader/checks/time";

export const ZONE = "Europe/Berlin";

let found: ReturnType<typeof readSchedule> | undefined;

/** The app's schedule in EventBridge Scheduler; fails the check when there is none. */
export function nightlySchedule(lab: Lab) {
  found ??= readSchedule(lab);
  return found;
}

async function readSchedule(lab: Lab) {
  const client = lab.client(SchedulerClient);
  const names = (await lab.resources("AWS::Scheduler::Schedule")).map(({ physicalId }) =>
    physicalId.split(/[/|]/).at(-1),
  );
  for await (const { Schedules = [] } of paginateListSchedules({ client }, {}))
    for (const { Name, GroupName, Target } of Schedules) {
      if (!names.includes(Name) || !Target?.Arn?.includes(":lambda:")) continue;
      const schedule = await client.send(new GetScheduleCommand({ Name, GroupName }));
      return {
        group: GroupName!,
        target: schedule.Target!,
        functionArn: schedule.Target!.Arn!,
        roleArn: schedule.Target!.RoleArn!,
        expression: schedule.ScheduleExpression!,
        zone: schedule.ScheduleExpressionTimezone ?? "UTC",
        windowMinutes: schedule.FlexibleTimeWindow?.MaximumWindowInMinutes ?? 0,
        where: Name!,
      };
    }
  return expectThat(false, {
    expected: "AWS::Scheduler::Schedule -> Lambda",
    found: names,
    where: "ScheduledJob",
  }) as never;
}

// #region copy
/**
 * Nobody waits for the night: a copy of the schedule, with the same role, target, retries and dead-letter queue, that runs once in a minute, for
 * another shop, and is gone then. Returns the time for which it asks.
 */
export async function runByCopy(lab: Lab, shop: string, { targetIsGone = false } = {}): Promise<string> {
  const { target, group, where } = await nightlySchedule(lab);
  const input = inputFor(shop, target.Input, where);
  const soon = new Date((await targetTime(lab)) + 60_000).toISOString().slice(0, 19);
  await lab.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name: lab.unique("once"),
      GroupName: group,
      ScheduleExpression: `at(${soon})`,
      ScheduleExpressionTimezone: "UTC",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      Target: {
        ...target,
        Input: input,
        ...(targetIsGone ? { Arn: `${target.Arn}-gone`, RetryPolicy: { MaximumRetryAttempts: 0 } } : {}),
      },
    }),
  );
  return `${soon}Z`;
}
// #endregion

/** The input of the schedule, for another shop. */
function inputFor(shop: string, text: string | undefined, where: string): string {
  const expected = '{"shop":"...","scheduledTime":"<aws.scheduler.scheduled-time>"}';
  let input: Record<string, unknown> = {};
  try {
    input = JSON.parse(text ?? "{}") as Record<string, unknown>;
  } catch {
    // Not JSON: neither member is there.
  }
  const isRun = typeof input["shop"] === "string" && input["scheduledTime"] === "<aws.scheduler.scheduled-time>";
  expectThat(isRun, { expected, found: text ?? "-", where: `${where}, Input` });
  return JSON.stringify({ ...input, shop });
}
