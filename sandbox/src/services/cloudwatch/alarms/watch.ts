import { setImmediate } from "node:timers/promises";
import type { Timer } from "../../../core/clock.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { MetricAlarm } from "./alarm.ts";
import { nextChange, seriesWatched, verdictAt } from "./plan.ts";
import { reasonDataOf, reasonOf } from "./reason.ts";
import { changeState } from "./change-state.ts";

/**
 * Keeps one timer for an alarm, for the time at which its state will change; none when it will not. What it watches tells when something new
 * came: then it looks again, once for all that came at once. Returns what ends it, and what makes it look again.
 */
export function watchAlarm(alarm: MetricAlarm, context: OperationContext): { stop: () => void; refresh: () => void } {
  let timer: Timer | undefined;
  let isStale = false;
  let isStopped = false;

  const plan = (): void => {
    timer?.cancel();
    timer = undefined;
    if (isStopped) return;
    const now = context.clock.now();
    const at = nextChange(alarm, now);
    if (at !== undefined) timer = context.clock.after(at - now, () => run(at));
  };
  const run = (at: number): void => {
    const verdict = verdictAt(alarm, at);
    const { state } = verdict;
    if (state !== undefined && state !== alarm.state.value)
      changeState(
        alarm,
        { value: state, reason: reasonOf(alarm, verdict), reasonData: reasonDataOf(alarm, verdict, at) },
        context,
      );
    plan();
  };
  const planSoon = async (): Promise<void> => {
    await setImmediate();
    isStale = false;
    plan();
  };
  const refresh = (): void => {
    if (isStale || isStopped) return;
    isStale = true;
    // The clock does not jump before the alarm knows what it waits for.
    context.background(planSoon());
  };

  const ends = seriesWatched(alarm).map((series) => series.watch(refresh));
  const stop = (): void => {
    isStopped = true;
    timer?.cancel();
    for (const end of ends) end();
    forget();
  };
  const forget = context.onStop(stop);
  plan();
  return { stop, refresh };
}
