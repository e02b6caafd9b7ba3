import { defineStore } from "../../core/state.ts";
import { EVENT_OVERHEAD_BYTES } from "./limits.ts";

export interface LogEvent {
  /** 56 digits; their order is the order of the events of a group. */
  id: string;
  timestamp: number;
  ingestionTime: number;
  message: string;
}

export interface LogStream {
  name: string;
  createdAt: number;
  /** By id, that is by timestamp, then by arrival. */
  events: LogEvent[];
  firstEventAt?: number;
  lastEventAt?: number;
  lastIngestionAt?: number;
}

export interface LogGroup {
  name: string;
  createdAt: number;
  logGroupClass: "STANDARD" | "INFREQUENT_ACCESS";
  retentionInDays: number | undefined;
  tags: Map<string, string>;
  streams: Map<string, LogStream>;
  /** Numbers the events in order of arrival. */
  arrivals: number;
}

export const logGroups = defineStore("regional", () => new Map<string, LogGroup>());

const DAY_MS = 24 * 3600_000;

/** When events of a group stop to be kept, as the oldest timestamp that still is. */
export function retainedSince(group: LogGroup, now: number): number {
  return group.retentionInDays === undefined ? -Infinity : now - group.retentionInDays * DAY_MS;
}

/** Drops the events that have outlived the retention. Called before every read, so no timer is needed. */
export function expireEvents(group: LogGroup, now: number): void {
  const since = retainedSince(group, now);
  for (const stream of group.streams.values()) {
    const expired = stream.events.findIndex((event) => event.timestamp >= since);
    if (expired !== 0) stream.events.splice(0, expired === -1 ? stream.events.length : expired);
  }
}

/** Adds events of one request, keeping the stream in order of time. */
export function appendEvents(
  group: LogGroup,
  stream: LogStream,
  events: { timestamp: number; message: string }[],
  now: number,
): void {
  if (!events.length) return;
  const added = events.map(({ timestamp, message }) => ({
    id: eventId(timestamp, group.arrivals++),
    timestamp,
    ingestionTime: now,
    message,
  }));
  const inOrder = (stream.events.at(-1)?.id ?? "") < added[0]!.id;
  stream.events.push(...added);
  if (!inOrder) stream.events.sort((a, b) => (a.id < b.id ? -1 : 1));
  stream.firstEventAt = Math.min(stream.firstEventAt ?? Infinity, added[0]!.timestamp);
  stream.lastEventAt = Math.max(stream.lastEventAt ?? -Infinity, added.at(-1)!.timestamp);
  stream.lastIngestionAt = now;
}

/** An event id: AWS's have 56 digits and sort by time. */
function eventId(timestamp: number, arrival: number): string {
  return `${String(timestamp).padStart(16, "0")}${String(arrival).padStart(40, "0")}`;
}

export function eventBytes(message: string): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
}
