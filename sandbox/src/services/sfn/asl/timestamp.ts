const PATTERN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an ISO-8601 extended offset date-time; undefined for any other text. */
export function parseTimestamp(text: string): number | undefined {
  const [, , month, day, hour, minute, second] = PATTERN.exec(text) ?? [];
  if (month === undefined) return undefined;
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
