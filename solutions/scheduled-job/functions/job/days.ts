/** Set by the stack: the zone in which the shops' days begin and end. */
const TIME_ZONE = process.env["TIME_ZONE"]!;

const DAY_MS = 24 * 60 * 60 * 1000;

// #region due-days
/**
 * The days to book in a run: those after the last booked one up to the day before the run. A shop's first run books one day.
 * `scheduledTime` is the time that the schedule wanted, not the time at which the run began: that may be hours later.
 */
export function dueDays(scheduledTime: string, bookedThrough: string | undefined): string[] {
  const last = addDays(localDay(scheduledTime), -1);
  const days: string[] = [];
  for (let day = bookedThrough ? addDays(bookedThrough, 1) : last; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The date on a calendar in the zone: 2026-07-01T22:30:00Z is July 2 in Berlin. */
function localDay(time: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE }).format(new Date(time)); // en-CA writes 2026-07-02
}

/** Calendar days are counted in UTC, where each has 24 hours. In the zone some have 23 or 25. */
function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}
// #endregion
