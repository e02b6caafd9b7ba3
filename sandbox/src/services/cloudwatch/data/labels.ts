import type { Query } from "./queries.ts";

/** Its own, or the name of the metric with what sets it apart from the others of the request (recorded in test_label_generation). */
export function labelOf(query: Query, queries: Map<string, Query>): string {
  if (query.label !== undefined) return query.label;
  if (query.kind === "math") return query.id;
  const all = [...queries.values()].filter((other) => other.kind === "metric");
  const isSame = all.every(({ series }) => series.id.name === query.series.id.name);
  const differ = (value: (other: (typeof all)[number]) => unknown): boolean =>
    isSame && new Set(all.map(value)).size > 1;
  return [
    query.series.id.name,
    ...(differ(({ statistic }) => statistic) ? [query.statistic] : []),
    ...(differ(({ period }) => period) ? [query.period] : []),
  ].join(" ");
}
