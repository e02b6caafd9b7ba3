/** Set by the stack: the zone in which the shops' days begin and end. */
export const TIME_ZONE = process.env["TIME_ZONE"]!;

// #region due-days
/**
 * The days to book in a run: those after the last booked one up to the day before the run. A shop's first run books one day.
 * `scheduledTime` is the time that the schedule wanted, not the time at which the run began: that may be hours later.
 */
export function dueDays(scheduledTime: string, bookedThrough: string | undefined): string[] {
  // TODO 2: days as "2026-11-20", on the calendar of TIME_ZONE. Beware of 24 hours: some days have 23 or 25.
  throw new Error(`Which days are due at ${scheduledTime}, when ${bookedThrough} is booked?`);
}
// #endregion
