import type { MetricAlarm } from "./alarm.ts";
import type { Datapoint, Verdict } from "./evaluate.ts";

const COMPARISONS: Record<string, string> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

/** Why an alarm is in its new state, in AWS's words: recordings, and the examples in Acting_Alarm_Changes.html (2026-11-21). */
export function reasonOf(alarm: MetricAlarm, { state, evaluated, filled }: Verdict): string {
  const missing = alarm.condition.treatMissingData === "breaching" ? "Breaching" : "NonBreaching";
  if (state === "INSUFFICIENT_DATA") return `Insufficient Data: ${filled} datapoint${were(filled)} unknown.`;
  const treated = `${filled} missing datapoint${were(filled)} treated as [${missing}]`;
  if (!evaluated.length)
    return `Threshold Crossed: no datapoints were received for ${filled} period${filled === 1 ? "" : "s"} and ${treated}.`;
  const isAlarm = state === "ALARM";
  const counted = evaluated.filter(({ value }) => alarm.condition.isBreaching(value) === isAlarm);
  const isFillCounted = filled > 0 && (missing === "Breaching") === isAlarm && isFilling(alarm);
  const verb = counted.length === 1 ? "was" : "were";
  const than = `${verb}${isAlarm ? "" : " not"} ${COMPARISONS[alarm.input.ComparisonOperator!]} the threshold (${decimal(alarm.input.Threshold!)})`;
  const list = `[${counted.map(({ value, time }) => `${decimal(value)} (${shortTime(time)})`).join(", ")}]`;
  return `Threshold Crossed: ${subject(alarm, counted)} ${list} ${than}${isFillCounted ? ` and ${treated}` : ""}${transition(alarm, isAlarm)}.`;
}

function isFilling({ condition }: MetricAlarm): boolean {
  return condition.treatMissingData === "breaching" || condition.treatMissingData === "notBreaching";
}

/** Alarms that say how many datapoints they want are told how many there were. */
function subject({ input, condition }: MetricAlarm, counted: readonly Datapoint[]): string {
  if (input.DatapointsToAlarm === undefined) return `${counted.length} datapoint${counted.length === 1 ? "" : "s"}`;
  return `${counted.length} out of the last ${condition.evaluationPeriods} datapoints`;
}

function transition({ input, condition }: MetricAlarm, isAlarm: boolean): string {
  if (input.DatapointsToAlarm === undefined) return "";
  const { evaluationPeriods, datapointsToAlarm } = condition;
  const least = isAlarm ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  return ` (minimum ${least} datapoint${least === 1 ? "" : "s"} for ${isAlarm ? "OK -> ALARM" : "ALARM -> OK"} transition)`;
}

function were(count: number): string {
  return count === 1 ? " was" : "s were";
}

/** As Java prints a double. */
function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** DD/MM/YY HH:MM:SS */
function shortTime(time: number): string {
  const [date = "", clock = ""] = new Date(time).toISOString().split("T");
  const [year = "", month, day] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}

/** The same for programs (recorded in test_put_metric_alarm, test_breaching_alarm_actions). */
export function reasonDataOf(alarm: MetricAlarm, { evaluated, filled }: Verdict, at: number): string {
  const { input, watched, periodSeconds } = alarm;
  const oldest = evaluated.at(-1);
  const missing = evaluated.length
    ? []
    : Array.from({ length: filled }, (_, index) => at - (index + 1) * periodSeconds * 1000);
  return JSON.stringify({
    version: "1.0",
    queryDate: javaTime(at),
    ...(oldest ? { startDate: javaTime(oldest.time) } : {}),
    ...(input.Unit ? { unit: input.Unit } : {}),
    ...(watched.kind === "metric" ? { statistic: watched.statistic } : {}),
    period: periodSeconds,
    recentDatapoints: evaluated.map(({ value }) => value).toReversed(),
    threshold: input.Threshold,
    evaluatedDatapoints: [
      ...evaluated.map(({ time, sampleCount, value }) => ({ timestamp: javaTime(time), sampleCount, value })),
      ...missing.map((time) => ({ timestamp: javaTime(time) })),
    ],
  });
}

/** 2019-10-02T17:04:40.985+0000 */
export function javaTime(time: number): string {
  return new Date(time).toISOString().replace("Z", "+0000");
}
