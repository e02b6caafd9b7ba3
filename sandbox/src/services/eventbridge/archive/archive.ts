import { formatArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { matchesEvent, type EventPattern } from "../../../event-pattern/event-pattern.ts";
import type { EventBus } from "../bus.ts";
import { archiveNotFound } from "../errors.ts";
import type { BusEvent } from "../event.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Archive {
  name: string;
  arn: string;
  bus: EventBus;
  description: string | undefined;
  pattern: { text: string; compiled: EventPattern } | undefined;
  /** 0: for ever. */
  retentionDays: number;
  createdAt: number;
  events: { event: BusEvent; at: number; bytes: number }[];
}

export const archives = defineStore("regional", () => new Map<string, Archive>());

export function archiveArn(name: string, { account, region }: OperationContext): string {
  return formatArn({ service: "events", region, account, resource: `archive/${name}` });
}

export function getArchive(name: string, context: OperationContext): Archive {
  const archive = context.state(archives).get(name);
  if (!archive) throw archiveNotFound(name);
  return archive;
}

/** Replayed events are not archived again: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html (2026-11). */
export function keep(archive: Archive, event: BusEvent, at: number): void {
  if (event["replay-name"] !== undefined || (archive.pattern && !matchesEvent(archive.pattern.compiled, event))) return;
  archive.events.push({ event, at, bytes: Buffer.byteLength(JSON.stringify(event)) });
}

/** What an archive still holds: events older than its retention are gone. */
export function eventsOf(archive: Archive, now: number): Archive["events"] {
  if (archive.retentionDays > 0)
    archive.events = archive.events.filter(({ at }) => at > now - archive.retentionDays * DAY_MS);
  return archive.events;
}
