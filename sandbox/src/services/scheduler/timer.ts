import type { OperationContext } from "../../core/service.ts";
import { nextTime } from "../../schedule-expression/schedule-expression.ts";
import { invoke } from "./invoke.ts";
import type { Schedule } from "./schedule.ts";

const MINUTE_MS = 60_000;

/** Sets the timer for the next invocation; an earlier timer is cancelled. A disabled schedule has none. */
export function arm(schedule: Schedule, context: OperationContext): void {
  disarm(schedule);
  if (schedule.enabled) waitForNext(schedule, schedule.modifiedAt, context);
}

export function disarm(schedule: Schedule): void {
  schedule.timer?.cancel();
  schedule.timer = undefined;
}

function waitForNext(schedule: Schedule, after: number, context: OperationContext): void {
  const due = nextInvocation(schedule, after);
  if (due === undefined) {
    // Nothing is to come any more.
    if (schedule.deleteAfterCompletion && schedule.expression.parsed.kind !== "at")
      schedule.group.schedules.delete(schedule.name);
    return;
  }
  const at = due + latenessOf(schedule);
  schedule.timer = context.clock.after(Math.max(0, at - context.clock.now()), () => {
    schedule.timer = undefined;
    invoke(schedule, due, context);
    if (schedule.expression.parsed.kind !== "at") waitForNext(schedule, due, context);
    else if (schedule.deleteAfterCompletion) schedule.group.schedules.delete(schedule.name);
  });
}

/** EndDate ends, StartDate begins; a one-time schedule knows neither: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html (2026-11). */
function nextInvocation(schedule: Schedule, after: number): number | undefined {
  const { parsed, timezone } = schedule.expression;
  if (parsed.kind === "at") return nextTime(parsed, { now: after, since: after, timezone });
  const since = Math.max(schedule.start ?? 0, schedule.createdAt);
  // A rate begins with its start, and so does a cron expression that holds there.
  const from = Math.max(after, (schedule.start ?? 0) - 1);
  const next =
    parsed.kind === "rate" && schedule.start !== undefined && schedule.start > after
      ? schedule.start
      : nextTime(parsed, { now: from, since, timezone });
  return next !== undefined && schedule.end !== undefined && next > schedule.end ? undefined : next;
}

/** Within a flexible window AWS picks the moment. */
function latenessOf({ window }: Schedule): number {
  return Math.random() * (window.MaximumWindowInMinutes ?? 0) * MINUTE_MS;
}
