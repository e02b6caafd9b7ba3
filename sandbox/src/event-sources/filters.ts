import { matchesEvent, type EventPattern } from "../event-pattern/event-pattern.ts";

/** Whether one of the filters lets a record through; no filters let all. */
export function isWanted(record: object, filters: readonly { pattern: EventPattern }[]): boolean {
  return !filters.length || filters.some(({ pattern }) => matchesEvent(pattern, record));
}
