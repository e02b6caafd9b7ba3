import type { MetricDatum, StatisticSet } from "@aws-sdk/client-cloudwatch";
import { Summary, type Metrics } from "../../../core/metrics.ts";
import * as errors from "../errors.ts";
import { MAX_FUTURE_MS, MAX_MAGNITUDE, MAX_PAST_MS, MAX_VALUES, UNITS } from "../limits.ts";
import { dimensionsOf } from "./dimensions.ts";

/** One entry of PutMetricData, checked. Texts recorded in test_put_metric_data_validation where there are some. */
export function checkDatum(datum: MetricDatum, path: string, now: number): void {
  const { MetricName: name = "", Value, Values, Counts, StatisticValues, Unit, StorageResolution, Timestamp } = datum;
  if (!name || name.length > 255)
    throw errors.invalidParameter(`The parameter ${path}.MetricName must be between 1 and 255 characters.`);
  dimensionsOf(datum.Dimensions, `${path}.Dimensions`);
  if (Value !== undefined && Values?.length) throw exclusive(`${path}.Value`, `${path}.Values`);
  if (Value !== undefined && StatisticValues) throw exclusive(`${path}.Value`, `${path}.StatisticValues`);
  if (Values?.length && StatisticValues) throw exclusive(`${path}.Values`, `${path}.StatisticValues`);
  if (Counts?.length && Counts.length !== (Values?.length ?? 0))
    throw errors.invalidParameter(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  if (Value === undefined && !Values?.length && !StatisticValues) throw errors.missingParameter(`${path}.Value`);
  if ((Values?.length ?? 0) > MAX_VALUES)
    throw errors.invalidParameter(`The collection ${path}.Values must not have a size greater than ${MAX_VALUES}.`);
  for (const value of [Value ?? 0, ...(Values ?? [])])
    checkNumber(value, Value === undefined ? `${path}.Values` : `${path}.Value`);
  for (const count of Counts ?? [])
    if (!(count > 0)) throw errors.invalidParameter(`The parameter ${path}.Counts must be greater than 0.`);
  if (StatisticValues) checkSet(StatisticValues, `${path}.StatisticValues`);
  if (Unit !== undefined && !UNITS.includes(Unit))
    throw errors.invalidParameter(`The parameter ${path}.Unit must be a value in the set [ ${UNITS.join(", ")} ].`);
  if (StorageResolution !== undefined && StorageResolution !== 1 && StorageResolution !== 60)
    throw errors.invalidParameter(`The parameter ${path}.StorageResolution must be 1 or 60.`);
  const at = Timestamp?.getTime() ?? now;
  if (at > now + MAX_FUTURE_MS)
    throw errors.invalidParameter(
      `The parameter ${path}.Timestamp must specify a time no more than two hours in the future.`,
    );
  if (at < now - MAX_PAST_MS)
    throw errors.invalidParameter(`The parameter ${path}.Timestamp must specify a time within the last two weeks.`);
}

export function recordDatum(datum: MetricDatum, namespace: string, store: Metrics, now: number): void {
  const { Value, Values = [], Counts = [], StatisticValues: set, Unit = "None" } = datum;
  const series = store.get({ namespace, name: datum.MetricName!, dimensions: dimensionsOf(datum.Dimensions, "") });
  const at = datum.Timestamp?.getTime() ?? now;
  const isHighResolution = datum.StorageResolution === 1;
  if (set) series.recordSummary(summaryOf(set), Unit, at, isHighResolution);
  if (Value !== undefined) series.record(Value, Unit, at, 1, isHighResolution);
  for (const [index, value] of Values.entries()) series.record(value, Unit, at, Counts[index] ?? 1, isHighResolution);
}

function summaryOf({ SampleCount, Sum, Minimum, Maximum }: StatisticSet): Summary {
  const summary = new Summary();
  summary.count = SampleCount!;
  summary.sum = Sum!;
  summary.min = Minimum!;
  summary.max = Maximum!;
  // Of one value, and of equal ones, percentiles are known: PutMetricData's own page (2026-11-21).
  summary.values = SampleCount === 1 || Minimum === Maximum ? new Map([[Minimum!, SampleCount!]]) : undefined;
  return summary;
}

function checkSet(set: StatisticSet, path: string): void {
  for (const [name, value] of Object.entries(set)) checkNumber(value as number, `${path}.${name}`);
  if (!(set.SampleCount! > 0))
    throw errors.invalidParameter(`The parameter ${path}.SampleCount must be greater than 0.`);
  if (set.Minimum! > set.Maximum!)
    throw errors.invalidParameter(`The parameter ${path}.Maximum must be greater than ${path}.Minimum.`);
}

function checkNumber(value: number, path: string): void {
  if (!Number.isFinite(value) || Math.abs(value) > MAX_MAGNITUDE)
    throw errors.invalidParameter(`The value ${value} for parameter ${path} is invalid.`);
}

function exclusive(one: string, other: string): Error {
  return errors.invalidCombination(
    `The parameters ${one} and ${other} are mutually exclusive and you have specified both.`,
  );
}
