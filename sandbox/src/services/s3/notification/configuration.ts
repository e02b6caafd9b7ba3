import { randomUUID } from "node:crypto";
import type { NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { parseArn } from "../../../core/arn.ts";
import type { Bucket } from "../bucket.ts";
import * as errors from "../errors.ts";
import { covers, isEventType } from "./event-types.ts";
import { isFilterEmpty, overlap, readFilter } from "./key-filter.ts";
import { KINDS, type TargetKind } from "./target.ts";

/** One configuration, as it is kept. */
export interface Notification {
  list: TargetKind["list"];
  arn: string;
  id: string;
  events: string[];
  filter: NotificationConfigurationFilter | undefined;
}

interface Configuration {
  Id?: string | undefined;
  Events?: string[] | undefined;
  Filter?: NotificationConfigurationFilter | undefined;
}

/** Checks a configuration as S3 does, names what has no Id, and refuses the targets that do not exist here. */
export function readNotifications(configuration: NotificationConfiguration, bucket: Bucket): Notification[] {
  const all: Notification[] = [];
  for (const kind of KINDS)
    for (const each of (configuration[kind.list] ?? []) as Configuration[]) {
      const arn = checkTarget((each as Record<string, unknown>)[kind.arn], kind, bucket);
      all.push({ list: kind.list, arn, ...readOne(each) });
    }
  checkTogether(all);
  return all;
}

/** The configuration as S3 returns it. */
export function describeNotifications(notifications: readonly Notification[]): NotificationConfiguration {
  return Object.fromEntries(
    KINDS.flatMap(({ list, arn: member }) => {
      const ofKind = notifications.filter((each) => each.list === list);
      const shown = ofKind.map(({ arn, id, events, filter }) => ({
        Id: id,
        [member]: arn,
        Events: events,
        ...(filter ? { Filter: filter } : {}),
      }));
      return shown.length ? [[list, shown]] : [];
    }),
  );
}

function checkTarget(arn: unknown, { argument, service }: TargetKind, bucket: Bucket): string {
  const target = String(arn ?? "");
  const parsed = parseArn(target);
  if (parsed?.service !== service || !parsed.region || !parsed.account)
    throw errors.invalidArgument("The ARN could not be parsed", argument, target);
  if (parsed.region !== bucket.region)
    throw errors.invalidArgument(
      "The notification destination service region is not valid for the bucket location constraint",
      argument,
      target,
    );
  return target;
}

function readOne({ Events = [], Filter, Id = randomUUID() }: Configuration): Omit<Notification, "list" | "arn"> {
  if (!Events.length) throw errors.malformedXml();
  for (const event of Events)
    if (!isEventType(event))
      throw errors.invalidArgument("The event is not supported for notifications", "Event", event);
  return { id: Id, events: Events, filter: readFilter(Filter) };
}

/** One event of one key must have one target. */
function checkTogether(all: Notification[]): void {
  const ids = all.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined)
    throw errors.invalidArgument("Same ID used for multiple configurations. IDs must be unique.", "Id", repeated);
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1)) {
      const common = one.events.flatMap((event) =>
        other.events.filter((type) => covers(type, event) || covers(event, type)).map((type) => `${event}, ${type}`),
      )[0];
      if (common === undefined || !overlap(one.filter, other.filter)) continue;
      throw errors.invalidArgument(
        isFilterEmpty(one.filter) && isFilterEmpty(other.filter)
          ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
          : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
        "Event",
        common,
      );
    }
}
