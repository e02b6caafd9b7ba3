import type { StartReplayCommandInput, StartReplayCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { parseArn } from "../../../core/arn.ts";
import { onThing } from "../access.ts";
import { archives } from "../archive/archive.ts";
import { isActive, play, replayArn, replays, START_MS, type Replay } from "../archive/replay.ts";
import { getBus } from "../bus.ts";
import { invalidParameter, limitExceeded, replayExists } from "../errors.ts";
import { MAX_ACTIVE_REPLAYS } from "../limits.ts";
import { checkName } from "../names.ts";

export const startReplay = operation<StartReplayCommandInput, StartReplayCommandOutput>({
  accepts: ["ReplayName", "Description", "EventSourceArn", "EventStartTime", "EventEndTime", "Destination"],
  access: (input, context) => [onThing("StartReplay", "replay", input.ReplayName, context)],
  run(input, context) {
    const name = input.ReplayName!;
    checkName(name, "replayName");
    const [from, to] = [input.EventStartTime!.getTime(), input.EventEndTime!.getTime()];
    const bus = getBus(input.Destination!.Arn, context);
    const archiveName = parseArn(input.EventSourceArn!)?.resource.replace(/^archive\//, "") ?? input.EventSourceArn!;
    const archive = context.state(archives).get(archiveName);
    if (!archive) throw invalidParameter("EventSourceArn", `Archive ${archiveName} does not exist.`);
    if (archive.bus !== bus) throw invalidParameter("Destination.Arn", "Cross event bus replay is not permitted.");
    if (from >= to) throw invalidParameter("EventEndTime", "EventStartTime must be before EventEndTime.");
    const all = context.state(replays);
    if (all.has(name)) throw replayExists(name);
    if ([...all.values()].filter(isActive).length >= MAX_ACTIVE_REPLAYS) throw limitExceeded();
    const replay: Replay = {
      name,
      arn: replayArn(name, context),
      description: input.Description,
      archive,
      from,
      to,
      rules: input.Destination!.FilterArns ?? [],
      state: "STARTING",
      startedAt: context.clock.now(),
      endedAt: undefined,
      lastEventAt: undefined,
    };
    all.set(name, replay);
    context.clock.after(START_MS, () => play(replay, context));
    return { ReplayArn: replay.arn, State: replay.state, ReplayStartTime: new Date(replay.startedAt) };
  },
});
