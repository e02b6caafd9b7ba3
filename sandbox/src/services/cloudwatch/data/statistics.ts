import { NotEmulated } from "../../../core/errors.ts";
import type { Summary } from "../../../core/metrics.ts";

const SIMPLE: Record<string, (summary: Summary) => number> = {
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

export const STATISTICS: string[] = Object.keys(SIMPLE);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html (2026-11-21) */
const PERCENTILE = /^p(\d{1,2}(?:\.\d{0,10})?|100)$/;
const OTHERS = /^(IQM|(tm|wm|tc|ts|pr|TM|WM|TC|TS|PR)(\d|\().*)$/;

/** 0 to 100; `undefined` for a statistic that is none. */
export function percentileOf(statistic: string): number | undefined {
  const [, percent] = PERCENTILE.exec(statistic) ?? [];
  return percent === undefined ? undefined : Number(percent);
}

export function isStatistic(name: string): boolean {
  if (OTHERS.test(name)) throw new NotEmulated(`the CloudWatch statistic ${name}`);
  return name in SIMPLE || percentileOf(name) !== undefined;
}

/** `undefined` when the values that a percentile needs came as statistics only. */
export function statisticOf(summary: Summary, statistic: string): number | undefined {
  const simple = SIMPLE[statistic];
  if (simple) return simple(summary);
  if (summary.count === 1 || summary.min === summary.max) return summary.min;
  return summary.values && percentile(summary.values, summary.count, percentileOf(statistic)!);
}

/** The smallest value that is not exceeded by so many of a hundred. */
function percentile(values: Map<number, number>, count: number, percent: number): number | undefined {
  const rank = Math.max(1, (percent / 100) * count);
  let seen = 0;
  let last: number | undefined;
  for (const value of [...values.keys()].toSorted((a, b) => a - b)) {
    seen += values.get(value)!;
    last = value;
    if (seen >= rank - 1e-9) break;
  }
  return last;
}
