import type { MetricSeries } from "../../../core/metrics.ts";
import { EXTRA_PERIODS } from "../limits.ts";
import type { MetricAlarm } from "./alarm.ts";
import { datapointsAt, intervalOf, isLowSample } from "./datapoints.ts";
import { evaluate, type Verdict } from "./evaluate.ts";

export function verdictAt(alarm: MetricAlarm, at: number): Verdict {
  const verdict = evaluate(datapointsAt(alarm, at), alarm.condition);
  return verdict.evaluated.some((point) => isLowSample(alarm, point)) ? { ...verdict, state: undefined } : verdict;
}

export function seriesWatched({ queries }: MetricAlarm): MetricSeries[] {
  return [...queries.values()].flatMap((query) => (query.kind === "metric" ? [query.series] : []));
}

/**
 * When an alarm will change its state if nothing more happens: the windows it looks at move on over what is known, then over gaps, or over what a
 * gauge goes on to show. So an alarm needs a timer only for a change that comes, and none that would keep the sandbox from being quiet.
 */
export function nextChange(alarm: MetricAlarm, now: number): number | undefined {
  const interval = intervalOf(alarm);
  for (const [from, to] of spansOfChange(alarm, now))
    for (let at = Math.floor(from / interval) * interval + interval; at <= to; at += interval) {
      const { state } = verdictAt(alarm, at);
      if (state !== undefined && state !== alarm.state.value) return at;
    }
  return undefined;
}

/** The times in which what an alarm sees may change by itself: while what was counted moves through its range, and when a gauge ends. */
function spansOfChange(alarm: MetricAlarm, now: number): [number, number][] {
  const { periodSeconds, condition } = alarm;
  const length = (condition.evaluationPeriods + EXTRA_PERIODS + 1) * periodSeconds * 1000 + intervalOf(alarm);
  const series = seriesWatched(alarm);
  // Values may carry a time to come.
  const newest = Math.max(now, ...series.map(({ lastAt }) => lastAt));
  const spans: [number, number][] = [[now, newest + length]];
  for (const { gauge } of series) {
    if (!gauge || gauge.until() < now) continue;
    spans.push([gauge.isSteady ? gauge.until() : now, gauge.until() + length]);
  }
  return spans;
}
