import * as errors from "./errors.ts";
import type { LogEvent } from "./log-group.ts";
import { eventBytes } from "./log-group.ts";
import { READ_BYTES } from "./limits.ts";

/** Where a reader of a stream stands: after (forward) or before (backward) an event id. AWS's tokens look the same: f/<56 digits>/s. */
interface Position {
  direction: "f" | "b";
  id: string;
}

export function formatPosition(position: Position): string {
  return `${position.direction}/${position.id}/s`;
}

export function parsePosition(token: string): Position {
  const match = /^([fb])\/(\d{56})\/s$/.exec(token);
  if (!match) throw errors.invalidNextToken();
  return { direction: match[1] as "f" | "b", id: match[2]! };
}

/** The id before every event at or after `timestamp`. */
export function before(timestamp: number): string {
  return String(timestamp).padStart(16, "0").padEnd(56, "0");
}

/** The events of one answer: at most `limit` and 1 MB, from the front or from the back, in order of time. */
export function take(events: LogEvent[], limit: number, fromEnd: boolean): LogEvent[] {
  let bytes = 0;
  let count = 0;
  while (count < Math.min(limit, events.length)) {
    bytes += eventBytes(events[fromEnd ? events.length - 1 - count : count]!.message);
    if (count && bytes > READ_BYTES) break;
    count++;
  }
  return fromEnd ? events.slice(events.length - count) : events.slice(0, count);
}
