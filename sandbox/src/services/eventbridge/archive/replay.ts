import { formatArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { replayNotFound } from "../errors.ts";
import { route } from "../route.ts";
import { eventsOf, type Archive } from "./archive.ts";

export interface Replay {
  name: string;
  arn: string;
  description: string | undefined;
  archive: Archive;
  /** Milliseconds; events at the start belong to it, those at the end too. */
  from: number;
  to: number;
  /** Only these rules get the events; [] for all. */
  rules: string[];
  state: "STARTING" | "RUNNING" | "CANCELLING" | "COMPLETED" | "CANCELLED" | "FAILED";
  startedAt: number;
  endedAt: number | undefined;
  lastEventAt: number | undefined;
}

export const replays = defineStore("regional", () => new Map<string, Replay>());

export function replayArn(name: string, { account, region }: OperationContext): string {
  return formatArn({ service: "events", region, account, resource: `replay/${name}` });
}

export function getReplay(name: string, context: OperationContext): Replay {
  const replay = context.state(replays).get(name);
  if (!replay) throw replayNotFound(name);
  return replay;
}

export function isActive({ state }: Replay): boolean {
  return state === "STARTING" || state === "RUNNING" || state === "CANCELLING";
}

/** AWS replays minute by minute; here all of it comes at once, a moment after the start, so that it can be cancelled. */
export const START_MS = 1000;

/** Sends the archived events through the rules of their bus again, in the order in which they came. */
export function play(replay: Replay, context: OperationContext): void {
  if (replay.state === "CANCELLING") {
    replay.state = "CANCELLED";
    replay.endedAt = context.clock.now();
    return;
  }
  replay.state = "RUNNING";
  const { bus } = replay.archive;
  for (const { event, at } of eventsOf(replay.archive, context.clock.now())) {
    const time = Date.parse(event.time);
    if (time < replay.from || time > replay.to) continue;
    route(bus, withReplayName(event, replay.name), context, replay.rules);
    replay.lastEventAt = at;
  }
  replay.state = "COMPLETED";
  replay.endedAt = context.clock.now();
}

/** The member stands after the Region (recorded). */
function withReplayName(event: Archive["events"][number]["event"], name: string) {
  const { resources, detail, ...head } = event;
  return { ...head, "replay-name": name, resources, detail };
}
