import { cronPattern, nextCronTime } from "./cron.ts";

/** A schedule of EventBridge rules and EventBridge Scheduler. */
export type Schedule =
  | { kind: "rate"; everyMs: number }
  | { kind: "cron"; pattern: string }
  /** A wall time without zone: 2026-11-21T07:00:00 */
  | { kind: "at"; local: string };

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(5 minutes)`, `cron(0 7 * * ? *)` and `at(2026-11-21T07:00:00)`; `undefined` for anything else. A unit is singular for 1 and
 * plural for the rest: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (2026-11).
 */
export function parseSchedule(text: string): Schedule | undefined {
  const [, kind, inner = ""] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === "rate") {
    const [, number, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(inner) ?? [];
    if (!number || (Number(number) === 1) !== (plural === "")) return undefined;
    return { kind, everyMs: Number(number) * UNIT_MS[unit!]! };
  }
  if (kind === "cron") {
    const pattern = cronPattern(inner);
    return pattern === undefined ? undefined : { kind, pattern };
  }
  if (kind === "at" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner) && !Number.isNaN(Date.parse(`${inner}Z`)))
    return { kind, local: inner };
  return undefined;
}

/** The next time after `now` (milliseconds). A rate counts from `since`. `undefined` when there is none any more. */
export function nextTime(
  schedule: Schedule,
  { now, since, timezone = "UTC" }: { now: number; since: number; timezone?: string },
): number | undefined {
  switch (schedule.kind) {
    case "rate":
      return since + (Math.floor(Math.max(0, now - since) / schedule.everyMs) + 1) * schedule.everyMs;
    case "cron":
      return nextCronTime(schedule.pattern, now, timezone);
    case "at": {
      const time = instantOf(schedule.local, timezone);
      return time > now ? time : undefined;
    }
  }
}

/** The instant of a wall time in a zone; one that daylight saving leaves out is moved by its gap, one that comes twice is the first. */
function instantOf(local: string, timezone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((time) => offsetAt(time, timezone));
  const hit = offsets.map((offset) => asUtc - offset).find((time) => time + offsetAt(time, timezone) === asUtc);
  return hit ?? asUtc - offsets[0]!;
}

function offsetAt(time: number, timezone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const wall = `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`;
  return Date.parse(wall) - Math.floor(time / 1000) * 1000;
}
