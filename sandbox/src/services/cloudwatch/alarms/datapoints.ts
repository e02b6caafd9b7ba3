import { seriesOf, summariesOf } from "../data/queries.ts";
import { percentileOf, statisticOf } from "../data/statistics.ts";
import { EXTRA_PERIODS } from "../limits.ts";
import type { MetricAlarm } from "./alarm.ts";
import type { Datapoint } from "./evaluate.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** How often an alarm is evaluated: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html (2026-11-21) */
export function intervalOf({ periodSeconds, condition }: MetricAlarm): number {
  if (periodSeconds < 60) return 10_000;
  return periodSeconds * condition.evaluationPeriods > DAY_SECONDS ? 3_600_000 : 60_000;
}

/** The periods that an alarm looks at when it is evaluated at `at`: their begins, newest first. */
function rangeAt({ periodSeconds, condition }: MetricAlarm, at: number): number[] {
  return Array.from(
    { length: condition.evaluationPeriods + EXTRA_PERIODS },
    (_, index) => at - (index + 1) * periodSeconds * 1000,
  );
}

/** The datapoints of the evaluation range, newest first, with gaps. */
export function datapointsAt(alarm: MetricAlarm, at: number): (Datapoint | undefined)[] {
  const { watched, queries } = alarm;
  const range = rangeAt(alarm, at);
  const times = range.toReversed();
  if (watched.kind === "metric") {
    const { summaries } = summariesOf(watched, times);
    return range.map((time) => {
      const summary = summaries.get(time);
      const value = summary && statisticOf(summary, watched.statistic);
      return value === undefined ? undefined : { time, value, sampleCount: summary!.count };
    });
  }
  const points = seriesOf(watched, queries, times);
  return range.map((time) => {
    const value = points.get(time);
    return value === undefined ? undefined : { time, value, sampleCount: undefined };
  });
}

/** Too few values for the percentile to mean something: percentiles-with-low-samples in alarm-evaluation.html (2026-11-21). */
export function isLowSample({ watched, input }: MetricAlarm, { sampleCount = Infinity }: Datapoint): boolean {
  if (input.EvaluateLowSampleCountPercentile !== "ignore" || watched.kind !== "metric") return false;
  const percent = percentileOf(watched.statistic);
  if (percent === undefined) return false;
  const share = percent / 100;
  return sampleCount < 10 / (share >= 0.5 ? 1 - share : share);
}
