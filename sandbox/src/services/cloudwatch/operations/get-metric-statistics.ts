import type {
  Datapoint,
  GetMetricStatisticsCommandInput,
  GetMetricStatisticsCommandOutput,
} from "@aws-sdk/client-cloudwatch";
import { metrics, type Summary } from "../../../core/metrics.ts";
import { operation } from "../../../core/service.ts";
import { dimensionsOf } from "../data/dimensions.ts";
import { isPeriod, periodsBetween } from "../data/periods.ts";
import { isStatistic, percentileOf, statisticOf, STATISTICS } from "../data/statistics.ts";
import { invalidCombination, invalidParameter } from "../errors.ts";
import { MAX_STATISTICS_DATAPOINTS, UNITS } from "../limits.ts";
import { oneOf } from "../alarms/settings.ts";

export const getMetricStatistics = operation<GetMetricStatisticsCommandInput, GetMetricStatisticsCommandOutput>({
  accepts: [
    "Namespace",
    "MetricName",
    "Dimensions",
    "StartTime",
    "EndTime",
    "Period",
    "Statistics",
    "ExtendedStatistics",
    "Unit",
  ],
  access: () => [{ action: "cloudwatch:GetMetricStatistics", resource: "*" }],
  run(input, context) {
    check(input);
    const { Namespace: namespace, MetricName: name, Period: period, Unit } = input;
    const [start, end] = [input.StartTime!.getTime(), input.EndTime!.getTime()];
    const now = context.clock.now();
    const dimensions = dimensionsOf(input.Dimensions, "Dimensions");
    const series = context.state(metrics).get({ namespace: namespace!, name: name!, dimensions });
    const times = periodsBetween(start, end, period!, now);
    const units = Unit ? [Unit] : series.unitsBetween(start, end);
    const Datapoints = units.flatMap((unit) =>
      times.flatMap((time) => {
        const summary = series.between(unit, time, time + period! * 1000);
        return summary ? [datapoint(summary, unit, time, input)] : [];
      }),
    );
    return { Label: name, Datapoints };
  },
});

function datapoint(summary: Summary, unit: string, time: number, input: GetMetricStatisticsCommandInput): Datapoint {
  const read = (names: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = statisticOf(summary, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const extended = input.ExtendedStatistics && { ExtendedStatistics: read(input.ExtendedStatistics) };
  return {
    Timestamp: new Date(time),
    Unit: unit as NonNullable<Datapoint["Unit"]>,
    ...read(input.Statistics ?? []),
    ...extended,
  };
}

/** Texts recorded in test_invalid_amount_of_datapoints where there are some. */
function check(input: GetMetricStatisticsCommandInput): void {
  const { Period: period = 0, Statistics: simple, ExtendedStatistics: extended, Unit } = input;
  const [start, end] = [input.StartTime!.getTime(), input.EndTime!.getTime()];
  if (!isPeriod(period)) throw invalidParameter(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  if (start >= end) throw invalidParameter("The parameter StartTime must be less than the parameter EndTime.");
  if (!simple?.length && !extended?.length)
    throw invalidCombination("At least one of the parameters Statistics and ExtendedStatistics must be specified.");
  if (simple?.length && extended?.length)
    throw invalidCombination(
      "The parameters Statistics and ExtendedStatistics are mutually exclusive and you have specified both.",
    );
  for (const name of simple ?? []) oneOf("statistics", name, STATISTICS);
  for (const name of extended ?? [])
    if (!isStatistic(name) || percentileOf(name) === undefined)
      throw invalidParameter(`The value ${name} for parameter ExtendedStatistics is not supported.`);
  if (Unit !== undefined) oneOf("unit", Unit, UNITS);
  const count = Math.ceil((end - start) / (period * 1000));
  if (count > MAX_STATISTICS_DATAPOINTS)
    throw invalidCombination(
      `You have requested up to ${count} datapoints, which exceeds the limit of ${MAX_STATISTICS_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
}
