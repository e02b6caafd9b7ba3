import type {
  Archive as ArchiveEntry,
  EventBus as BusEntry,
  Replay as ReplayEntry,
  Rule as RuleEntry,
} from "@aws-sdk/client-eventbridge";
import { eventsOf, type Archive } from "./archive/archive.ts";
import type { Replay } from "./archive/replay.ts";
import { policyDocument, type EventBus } from "./bus.ts";
import type { Rule } from "./rule.ts";

const date = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : new Date(milliseconds));

export function describeBus(bus: EventBus): BusEntry {
  return {
    Name: bus.name,
    Arn: bus.arn,
    Description: bus.description,
    Policy: policyDocument(bus),
    CreationTime: date(bus.createdAt),
    LastModifiedTime: date(bus.modifiedAt),
  };
}

export function describeRule(rule: Rule): RuleEntry {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventBusName: rule.bus.name,
    EventPattern: rule.pattern?.text,
    ScheduleExpression: rule.schedule?.text,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
  };
}

export function describeArchive(archive: Archive, now: number): ArchiveEntry {
  const events = eventsOf(archive, now);
  return {
    ArchiveName: archive.name,
    EventSourceArn: archive.bus.arn,
    State: "ENABLED",
    RetentionDays: archive.retentionDays,
    SizeBytes: events.reduce((sum, { bytes }) => sum + bytes, 0),
    EventCount: events.length,
    CreationTime: date(archive.createdAt),
  };
}

export function describeReplay(replay: Replay): ReplayEntry {
  return {
    ReplayName: replay.name,
    EventSourceArn: replay.archive.arn,
    State: replay.state,
    EventStartTime: date(replay.from),
    EventEndTime: date(replay.to),
    EventLastReplayedTime: date(replay.lastEventAt),
    ReplayStartTime: date(replay.startedAt),
    ReplayEndTime: date(replay.endedAt),
  };
}
