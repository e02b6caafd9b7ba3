import type { HistoryEvent } from "../asl/history.ts";
import type { RecordedEvent } from "./recordings.ts";

/** Words that stand for what differs from run to run, beside those in angle brackets. */
const WILD =
  /^(snf_role_arn\w*|date|datetime|start-date|stop-date|timestamp|entered-time|start-time|x-amzn-requestid|x-amzn-trace-id|activity_arn|a?_?task_token|map_run_arn|RandomNumberGenerated|generated-uuid|\w+EventDetails\.output)$/i;
const PLACEHOLDER = /<+[a-zA-Z][^<>]*>?[^<>]*>/;

/** Whether a value is what was recorded, with its placeholders. */
export function isRecorded(recorded: unknown, actual: unknown): boolean {
  if (typeof recorded === "string") return isRecordedText(recorded, actual);
  const value = typeof actual === "string" ? parsed(actual) : actual;
  if (Array.isArray(recorded))
    return (
      Array.isArray(value) &&
      value.length === recorded.length &&
      recorded.every((item, i) => isRecorded(item, value[i]))
    );
  if (typeof recorded !== "object" || recorded === null) return recorded === value;
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(recorded);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => key in value && isRecorded(recorded[key as never], value[key as never]))
  );
}

function isRecordedText(recorded: string, actual: unknown): boolean {
  if (WILD.test(recorded)) return true;
  if (recorded === actual) return true;
  if (PLACEHOLDER.test(recorded)) {
    const source = recorded
      .split(new RegExp(`(${PLACEHOLDER.source})`))
      .map((part) => (PLACEHOLDER.test(part) ? "[^]+?" : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)));
    if (new RegExp(`^${source.join("")}$`).test(String(actual))) return true;
  }
  const value = parsed(recorded);
  return typeof value === "object" && isRecorded(value, actual);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The first difference between two histories, in words; undefined when they are equal. */
export function differenceOf(recorded: RecordedEvent[], actual: HistoryEvent[]): string | undefined {
  const left = [...actual];
  const mapRuns = new Map(
    recorded.filter(({ type }) => type === "MapRunSucceeded").map((event) => [event.id, event.previousEventId]),
  );
  for (const given of recorded) {
    // Since November 2024 a Map state exits after the begin of its run, before after the end.
    const start = given.type === "MapStateExited" ? mapRuns.get(given.previousEventId) : undefined;
    const event = start === undefined ? given : { ...given, previousEventId: start };
    const isOrdered = typeof event.id === "number";
    const index = isOrdered ? 0 : left.findIndex((each) => isSame(event, each, false));
    const candidate = left[index];
    // Events of no certain order stand in a heap: what comes first of them does not matter.
    const found = isOrdered ? left.findIndex((each) => each.id === event.id) : index;
    if (found < 0 || !isSame(event, left[found]!, isOrdered))
      return `expected ${JSON.stringify(event)}\n     got ${JSON.stringify(isOrdered ? left.find((each) => each.id === event.id) : (candidate ?? left[0]))}`;
    left.splice(found, 1);
  }
  const missing = recorded.some(({ id }) => typeof id !== "number") ? [] : left;
  return missing.length ? `more than expected: ${JSON.stringify(missing[0])}` : undefined;
}

function isSame(recorded: RecordedEvent, actual: HistoryEvent, isOrdered: boolean): boolean {
  const { id: _, previousEventId, timestamp: __, ...rest } = recorded;
  const { id: ___, previousEventId: previous, timestamp: ____, ...others } = actual;
  return (!isOrdered || previousEventId === previous) && isRecorded(rest, others);
}
