import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { metrics } from "../../../core/metrics.ts";
import { operation } from "../../../core/service.ts";
import { labelOf } from "../data/labels.ts";
import { periodsBetween } from "../data/periods.ts";
import { readQueries, seriesOf, summariesOf, type Query } from "../data/queries.ts";
import { invalidNextToken, invalidParameter, validation } from "../errors.ts";
import { MAX_DATAPOINTS, MAX_QUERIES } from "../limits.ts";

export const getMetricData = operation<GetMetricDataCommandInput, GetMetricDataCommandOutput>({
  accepts: ["MetricDataQueries", "StartTime", "EndTime", "NextToken", "ScanBy", "MaxDatapoints"],
  access: () => [{ action: "cloudwatch:GetMetricData", resource: "*" }],
  run(input, context) {
    const { MetricDataQueries = [], NextToken: token, MaxDatapoints: most = MAX_DATAPOINTS } = input;
    const [start, end] = [input.StartTime!.getTime(), input.EndTime!.getTime()];
    if (start >= end) throw validation("The parameter EndTime must be greater than StartTime.");
    if (!MetricDataQueries.length || MetricDataQueries.length > MAX_QUERIES)
      throw invalidParameter(`The collection MetricDataQueries must have a size between 1 and ${MAX_QUERIES}.`);
    if (most < 1 || most > MAX_DATAPOINTS) throw validation(`MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`);
    const queries = readQueries(MetricDataQueries, context.state(metrics));
    const now = context.clock.now();
    const isAscending = input.ScanBy === "TimestampAscending";
    const results = MetricDataQueries.map(({ Id }) => queries.get(Id!)!)
      .filter(({ isReturned }) => isReturned)
      .map((query) => resultOf(query, queries, { start, end, now, isAscending }));
    return { ...pageOf(results, token, most), Messages: [] };
  },
});

interface Span {
  start: number;
  end: number;
  now: number;
  isAscending: boolean;
}

function resultOf(query: Query, queries: Map<string, Query>, { start, end, now, isAscending }: Span): MetricDataResult {
  if ((Math.min(end, now) - start) / (query.period * 1000) > MAX_DATAPOINTS)
    throw validation(`The query ${query.id} asks for more than ${MAX_DATAPOINTS} datapoints.`);
  const times = periodsBetween(start, end, query.period, now);
  const points = [...seriesOf(query, queries, times)].toSorted(([a], [b]) => (isAscending ? a - b : b - a));
  const units = query.kind === "metric" ? summariesOf(query, times).units : [];
  return {
    Id: query.id,
    Label: labelOf(query, queries),
    Timestamps: points.map(([time]) => new Date(time)),
    Values: points.map(([, value]) => value),
    StatusCode: "Complete",
    // Recorded in test_get_metric_data_different_units_no_unit_in_query.
    ...(units.length > 1
      ? { Messages: [{ Code: "MultipleUnits", Value: `Multiple units returned: '[${units.join(", ")}]'` }] }
      : {}),
  };
}

/** At most so many datapoints, over all results; the token says how many came before. */
function pageOf(
  results: MetricDataResult[],
  token: string | undefined,
  most: number,
): { MetricDataResults: MetricDataResult[]; NextToken?: string } {
  const begin = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(begin) || begin < 0) throw invalidNextToken();
  let [skip, room] = [begin, most];
  let isMore = false;
  const MetricDataResults = results.flatMap((result) => {
    const { Timestamps = [], Values = [] } = result;
    const from = Math.min(skip, Values.length);
    const to = Math.min(Values.length, from + room);
    skip -= from;
    room -= to - from;
    if (to < Values.length) isMore = true;
    if (from === to && Values.length) return [];
    const part = { ...result, Timestamps: Timestamps.slice(from, to), Values: Values.slice(from, to) };
    return [to < Values.length ? { ...part, StatusCode: "PartialData" as const } : part];
  });
  return isMore
    ? { MetricDataResults, NextToken: Buffer.from(String(begin + most)).toString("base64url") }
    : { MetricDataResults };
}
