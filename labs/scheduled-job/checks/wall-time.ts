import { expectThat } from "@course/grader/checks";
import { ZONE } from "./schedule.ts";

/** The time of day of a schedule that runs every day, as AWS writes it. */
export function wallTime(expression: string, where: string): { hour: number; minute: number } {
  const [, minute, hour] =
    /^cron\((\d{1,2}) (\d{1,2}) (?:(?:\*|1\/1) \* \?|\? \* (?:\*|1-7|SUN-SAT)) \*\)$/.exec(expression) ?? [];
  expectThat(minute !== undefined, { expected: "cron(30 4 * * ? *)", found: expression, where });
  return { hour: Number(hour), minute: Number(minute) };
}

/** How often the clocks of the zone show a time of day, on each day of some years: 0 or 2 on the days on which they are changed. */
export function* timesInYear(
  from: number,
  years: number,
  hour: number,
  minute: number,
): Generator<{ day: string; times: number }> {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: ZONE,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  for (let noon = Date.UTC(from, 0, 1, 12); noon < Date.UTC(from + years, 0, 1); noon += 86_400_000) {
    const day = new Date(noon).toISOString().slice(0, 10);
    let times = 0;
    // Zones differ from UTC by whole quarters of an hour, so this time of day falls on the same minute of a quarter.
    for (let quarter = -60; quarter <= 60; quarter++) {
      const instant = noon + quarter * 900_000 + (minute % 15) * 60_000;
      if (format.format(instant) === `${day}, ${time}`) times++;
    }
    yield { day, times };
  }
}
