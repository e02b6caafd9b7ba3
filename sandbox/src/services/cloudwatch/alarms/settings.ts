import { randomUUID } from "node:crypto";
import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { NotEmulated } from "../../../core/errors.ts";
import { metrics } from "../../../core/metrics.ts";
import type { OperationContext } from "../../../core/service.ts";
import { readQueries, type Query } from "../data/queries.ts";
import { isStatistic, percentileOf, STATISTICS } from "../data/statistics.ts";
import * as errors from "../errors.ts";
import { MAX_EVALUATED_SECONDS, MAX_SHORT_PERIOD_EVALUATED_SECONDS } from "../limits.ts";
import { queriesOf } from "./alarm.ts";
import type { Condition, MissingData } from "./evaluate.ts";

const COMPARE: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
const ANOMALY = /^(LessThanLowerOrGreaterThanUpper|LessThanLower|GreaterThanUpper)Threshold$/;
const MISSING: MissingData[] = ["breaching", "notBreaching", "ignore", "missing"];
const PERIOD = "Metric period must be 10, 20, 30 or a multiple of 60";

interface Settings {
  queries: Map<string, Query>;
  watched: Query;
  condition: Condition;
  periodSeconds: number;
}

/** What PutMetricAlarm says, checked. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (2026-11-21) */
export function readSettings(input: PutMetricAlarmCommandInput, context: OperationContext): Settings {
  const { ComparisonOperator: operator = "", Threshold: threshold, EvaluationPeriods: evaluationPeriods = 0 } = input;
  if (ANOMALY.test(operator))
    throw new NotEmulated(`the comparison ${operator} (anomaly detection) of cloudwatch PutMetricAlarm`);
  oneOf("comparisonOperator", operator, Object.keys(COMPARE));
  if (threshold === undefined) throw errors.missingParameter("Threshold");
  if (!(evaluationPeriods >= 1)) throw tooSmall(evaluationPeriods, "evaluationPeriods");
  const datapointsToAlarm = input.DatapointsToAlarm ?? evaluationPeriods;
  if (datapointsToAlarm < 1) throw tooSmall(datapointsToAlarm, "datapointsToAlarm");
  if (datapointsToAlarm > evaluationPeriods)
    throw errors.validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  if (input.TreatMissingData !== undefined) oneOf("treatMissingData", input.TreatMissingData, MISSING);
  if (input.EvaluateLowSampleCountPercentile !== undefined)
    oneOf("evaluateLowSampleCountPercentile", input.EvaluateLowSampleCountPercentile, ["evaluate", "ignore"]);
  checkMetric(input);
  const queries = readQueries(queriesOf(input, `m${randomUUID().replaceAll("-", "")}`), context.state(metrics));
  const watched = watchedOf(queries);
  const periodSeconds = watched.period;
  if (periodSeconds < 10) throw errors.validation(PERIOD);
  checkSpan(periodSeconds, evaluationPeriods);
  return {
    queries,
    watched,
    periodSeconds,
    condition: {
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: missingData(input, queries),
      isBreaching: (value) => COMPARE[operator]!(value, threshold),
    },
  };
}

/** Alarms on DynamoDB keep their state whatever they say. */
function missingData({ TreatMissingData }: PutMetricAlarmCommandInput, queries: Map<string, Query>): MissingData {
  for (const query of queries.values())
    if (query.kind === "metric" && query.series.id.namespace === "AWS/DynamoDB") return "ignore";
  return (TreatMissingData as MissingData | undefined) ?? "missing";
}

function checkMetric(input: PutMetricAlarmCommandInput): void {
  const { Metrics, MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit } = input;
  if (Metrics) {
    const other = Object.entries({
      MetricName,
      Namespace,
      Statistic,
      ExtendedStatistic,
      Dimensions,
      Period,
      Unit,
    }).find(([, value]) => value !== undefined);
    if (other)
      throw errors.validation(
        `The parameters Metrics and ${other[0]} are mutually exclusive and you have specified both.`,
      );
    return;
  }
  if (!MetricName) throw errors.missingParameter("MetricName");
  if (!Namespace) throw errors.missingParameter("Namespace");
  if (Period === undefined) throw errors.missingParameter("Period");
  if (Period < 60 ? ![10, 20, 30].includes(Period) : Period % 60 !== 0) throw errors.validation(PERIOD);
  if ((Statistic === undefined) === (ExtendedStatistic === undefined))
    throw errors.validation("Exactly one of Statistic and ExtendedStatistic must be set");
  if (Statistic !== undefined) oneOf("statistic", Statistic, STATISTICS);
  if (
    ExtendedStatistic !== undefined &&
    (!isStatistic(ExtendedStatistic) || percentileOf(ExtendedStatistic) === undefined)
  )
    throw errors.validation(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`);
}

function watchedOf(queries: Map<string, Query>): Query {
  const returned = [...queries.values()].filter(({ isReturned }) => isReturned);
  if (returned.length !== 1) throw errors.validation("Exactly one element of the metrics list should return data.");
  return returned[0]!;
}

/** A week at most; a day for periods of less than an hour. */
function checkSpan(periodSeconds: number, evaluationPeriods: number): void {
  const most = periodSeconds >= 3600 ? MAX_EVALUATED_SECONDS : MAX_SHORT_PERIOD_EVALUATED_SECONDS;
  if (periodSeconds * evaluationPeriods > most)
    throw errors.validation(
      `Metrics cannot be checked across more than ${periodSeconds >= 3600 ? "seven days" : "a day"} (EvaluationPeriods * Period must be <= ${most}).`,
    );
}

/** The form of such errors is recorded in test_set_alarm_invalid_input. */
export function oneOf(path: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw errors.validation(
      `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(", ")}]`,
    );
}

function tooSmall(value: number, path: string): Error {
  return errors.validation(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
}
