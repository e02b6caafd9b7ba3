/** Cases of AWS's pages: .../eventbridge/latest/userguide/eb-scheduled-rule-pattern.html and .../scheduler/latest/UserGuide/schedule-types.html (2026-11), and recordings. */
import { describe, expect, test } from "vitest";
import { nextTime, parseSchedule } from "./schedule-expression.ts";

function times(expression: string, from: string, count: number, timezone?: string): string[] {
  const schedule = parseSchedule(expression)!;
  const found: string[] = [];
  let now = Date.parse(from);
  while (found.length < count) {
    const next = nextTime(schedule, { now, since: Date.parse(from), ...(timezone ? { timezone } : {}) });
    if (next === undefined) break;
    found.push(new Date(next).toISOString().slice(0, 16));
    now = next;
  }
  return found;
}

describe("cron", () => {
  test.each([
    ["cron(15 12 * * ? *)", ["2026-11-21T12:15", "2026-11-22T12:15"]],
    ["cron(0 18 ? * MON-FRI *)", ["2026-11-23T18:00", "2026-11-24T18:00"]],
    ["cron(0 18 ? * 2-6 *)", ["2026-11-23T18:00", "2026-11-24T18:00"]],
    ["cron(0 8 1 * ? *)", ["2026-12-01T08:00", "2027-01-01T08:00"]],
    ["cron(0/10 * ? * MON-FRI *)", ["2026-11-23T00:00", "2026-11-23T00:10"]],
    ["cron(5/20 0 * * ? *)", ["2026-11-21T00:05", "2026-11-21T00:25", "2026-11-21T00:45"]],
    ["cron(0/30 20-23 ? * MON-FRI *)", ["2026-11-23T20:00", "2026-11-23T20:30"]],
    ["cron(5,35 14 * * ? *)", ["2026-11-21T14:05", "2026-11-21T14:35"]],
    ["cron(15 10 ? * 6L 2026-2027)", ["2026-11-27T10:15", "2026-12-25T10:15"]],
    ["cron(0 2 ? * SAT#3 *)", ["2026-11-21T02:00", "2026-12-19T02:00"]],
    ["cron(0 0 ? * L *)", ["2026-11-21T00:00", "2026-11-28T00:00"].slice(1)],
    ["cron(0 9 L * ? *)", ["2026-11-30T09:00", "2026-12-31T09:00"]],
    ["cron(0 9 LW * ? *)", ["2026-11-30T09:00", "2026-12-31T09:00", "2027-01-29T09:00"]],
    ["cron(0 9 15W * ? *)", ["2026-12-15T09:00", "2027-01-15T09:00"]],
    ["cron(0 0 29 2 ? *)", ["2028-02-29T00:00"]],
    ["cron(0/5 5 ? JAN 1-5 2022)", []],
  ])("%s", (expression, expected) => {
    expect(times(expression, "2026-11-21T00:00:00Z", expected.length || 1)).toEqual(expected);
  });

  test.each([
    "cron(INVALID)",
    "cron(0 dummy ? * MON-FRI *)",
    "cron(7 20 * * NOT *)",
    "cron(71 8 1 * ? *)",
    "cron(0 1 * * * *)",
    "cron(0 1 ? * ? *)",
    "cron(0 1 * * ?)",
    "cron(0 1 * * ? 1969)",
    "cron(0 1 * 13 ? *)",
    "cron(0/0 1 * * ? *)",
  ])("%s is none (recorded)", (expression) => {
    expect(parseSchedule(expression)).toBeUndefined();
  });
});

test.each([
  ["rate(1 minute)", 60_000],
  ["rate(5 minutes)", 300_000],
  ["rate(1 hour)", 3_600_000],
  ["rate(1 day)", 86_400_000],
])("%s", (expression, everyMs) => {
  expect(parseSchedule(expression)).toEqual({ kind: "rate", everyMs });
});

test.each(["rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(1 second)", "rate(-1 days)", "every day", ""])(
  "%s is no schedule",
  (expression) => expect(parseSchedule(expression)).toBeUndefined(),
);

test("a rate counts from its beginning", () => {
  expect(times("rate(5 minutes)", "2026-11-21T00:03:00Z", 2)).toEqual(["2026-11-21T00:08", "2026-11-21T00:13"]);
});

describe("time zones", () => {
  test("a wall time in Hanoi", () => {
    expect(times("cron(0 7 * * ? *)", "2026-11-21T01:00:00Z", 1, "Asia/Ho_Chi_Minh")).toEqual(["2026-11-22T00:00"]);
  });

  test("a time that daylight saving leaves out is skipped, one that comes twice runs once", () => {
    expect(times("cron(30 2 * * ? *)", "2026-03-07T12:00:00Z", 2, "America/New_York")).toEqual([
      "2026-03-09T06:30",
      "2026-03-10T06:30",
    ]);
    expect(times("cron(30 1 * * ? *)", "2026-10-31T12:00:00Z", 2, "America/New_York")).toEqual([
      "2026-11-01T05:30",
      "2026-11-02T06:30",
    ]);
  });

  test("at(...) in a zone", () => {
    expect(times("at(2026-12-01T09:00:00)", "2026-11-21T00:00:00Z", 2, "Europe/Berlin")).toEqual(["2026-12-01T08:00"]);
    expect(times("at(2020-12-01T09:00:00)", "2026-11-21T00:00:00Z", 1)).toEqual([]);
  });
});
