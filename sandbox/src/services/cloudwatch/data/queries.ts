import type { MetricDataQuery, MetricStat } from "@aws-sdk/client-cloudwatch";
import { NotEmulated } from "../../../core/errors.ts";
import type { MetricSeries, Metrics, Summary } from "../../../core/metrics.ts";
import { validation } from "../errors.ts";
import { UNITS } from "../limits.ts";
import { evaluateExpression, type Points, type Value } from "../math/evaluate.ts";
import { namesIn, parseExpression, type Expression } from "../math/parse.ts";
import { dimensionsOf } from "./dimensions.ts";
import { isPeriod } from "./periods.ts";
import { isStatistic, statisticOf } from "./statistics.ts";

interface MetricQuery {
  id: string;
  kind: "metric";
  series: MetricSeries;
  period: number;
  statistic: string;
  unit: string | undefined;
}

interface MathQuery {
  id: string;
  kind: "math";
  expression: Expression;
  text: string;
  period: number;
}

export type Query = (MetricQuery | MathQuery) & { label: string | undefined; isReturned: boolean };

/** The queries of a request, checked. Metrics that have no values yet are made, so that an alarm can wait for them. */
export function readQueries(queries: readonly MetricDataQuery[], store: Metrics): Map<string, Query> {
  const found = new Map<string, Query>();
  const math: MetricDataQuery[] = [];
  for (const query of queries) {
    const { Id: id = "", MetricStat: stat, Expression: expression, AccountId } = query;
    if (!/^[a-z]\w{0,254}$/.test(id))
      throw validation(
        `The value ${id} for parameter MetricDataQueries.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    if (found.has(id) || math.some(({ Id }) => Id === id))
      throw validation(`The values for parameter id in MetricDataQueries are not unique.`);
    if ((stat === undefined) === (expression === undefined))
      throw validation(
        `The parameters MetricStat and Expression are mutually exclusive and exactly one of them must be specified for ${id}.`,
      );
    if (AccountId !== undefined) throw new NotEmulated("metrics of other accounts (AccountId of a CloudWatch query)");
    if (stat) found.set(id, { id, kind: "metric", ...readStat(stat, store), ...returned(query) });
    else math.push(query);
  }
  for (const query of math) found.set(query.Id!, readMath(query, found, math));
  return found;
}

function returned({ Label, ReturnData }: MetricDataQuery): { label: string | undefined; isReturned: boolean } {
  if (Label?.includes("${")) throw new NotEmulated("dynamic labels of CloudWatch queries");
  return { label: Label, isReturned: ReturnData ?? true };
}

function readStat(
  { Metric: metric, Period: period = 0, Stat: statistic = "", Unit: unit }: MetricStat,
  store: Metrics,
) {
  if (!metric?.Namespace || !metric.MetricName)
    throw validation("The parameters MetricStat.Metric.Namespace and MetricStat.Metric.MetricName are required.");
  if (!isPeriod(period)) throw validation(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  if (!isStatistic(statistic))
    throw validation(`The value ${statistic} for parameter MetricStat.Stat is not supported.`);
  if (unit !== undefined && !UNITS.includes(unit))
    throw validation(`The value ${unit} for parameter MetricStat.Unit is not supported.`);
  const dimensions = dimensionsOf(metric.Dimensions, "MetricStat.Metric.Dimensions");
  const series = store.get({ namespace: metric.Namespace, name: metric.MetricName, dimensions });
  return { series, period, statistic, unit };
}

function readMath(query: MetricDataQuery, metrics: Map<string, Query>, math: readonly MetricDataQuery[]): Query {
  const { Id: id = "", Expression: text = "", Period: own } = query;
  const expression = parseExpression(text);
  if (!expression) throw validation(`Error in expression '${id}': Syntax error`);
  const { names } = namesIn(expression);
  for (const name of names)
    if (name !== "REPEAT" && name !== "LINEAR" && !metrics.has(name) && !math.some(({ Id }) => Id === name))
      throw validation(`Error in expression '${id}': Undefined variable ${name}`);
  const periods = new Set([...metrics.values()].filter(({ kind }) => kind === "metric").map(({ period }) => period));
  if (own !== undefined) periods.add(own);
  if (periods.size > 1) throw new NotEmulated("metric math over several periods");
  return { id, kind: "math", expression, text, period: [...periods][0] ?? 60, ...returned(query) };
}

/** The summaries of a metric in periods that begin at `times`, in one unit; where there are several, the first of them (recorded). */
export function summariesOf(
  query: MetricQuery,
  times: readonly number[],
): { summaries: Map<number, Summary>; units: string[] } {
  const ms = query.period * 1000;
  const summaries = new Map<number, Summary>();
  if (!times.length) return { summaries, units: [] };
  const units = query.unit ? [query.unit] : query.series.unitsBetween(times[0]!, times.at(-1)! + ms);
  const [unit] = units;
  if (unit !== undefined)
    for (const time of times) {
      const summary = query.series.between(unit, time, time + ms);
      if (summary) summaries.set(time, summary);
    }
  return { summaries, units };
}

/** The values of a query in periods that begin at `times`. */
function pointsOf(
  query: Query,
  queries: Map<string, Query>,
  times: readonly number[],
  within: readonly string[] = [],
): Value {
  if (within.includes(query.id)) throw validation(`Error in expression '${query.id}': it refers to itself`);
  if (query.kind === "metric") {
    const points: Points = new Map();
    for (const [time, summary] of summariesOf(query, times).summaries) {
      const value = statisticOf(summary, query.statistic);
      if (value !== undefined) points.set(time, value);
    }
    return points;
  }
  const path = [...within, query.id];
  const value = evaluateExpression(query.expression, {
    times,
    periodSeconds: query.period,
    valueOf: (id) => pointsOf(queries.get(id)!, queries, times, path),
    metrics: (part) =>
      [...queries.values()]
        .filter(({ id, kind }) => kind === "metric" && id.includes(part))
        .map((metric) => pointsOf(metric, queries, times, path) as Points),
  });
  // What is divided by zero is no datapoint.
  if (value instanceof Map) for (const [time, number] of value) if (!Number.isFinite(number)) value.delete(time);
  return value;
}

/** Of what an answer or an alarm shows: one series. */
export function seriesOf(query: Query, queries: Map<string, Query>, times: readonly number[]): Points {
  const value = pointsOf(query, queries, times);
  if (Array.isArray(value)) throw new NotEmulated("expressions of metric math that give several time series");
  // A number is one at each time.
  return typeof value === "number" ? new Map(times.map((time) => [time, value])) : value;
}
