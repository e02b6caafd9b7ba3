import type { ListMetricsCommandInput, ListMetricsCommandOutput } from "@aws-sdk/client-cloudwatch";
import { metrics, type MetricSeries } from "../../../core/metrics.ts";
import { page } from "../../../core/page.ts";
import { operation } from "../../../core/service.ts";
import { describeDimensions } from "../data/dimensions.ts";
import { oneOf } from "../alarms/settings.ts";
import { invalidNextToken } from "../errors.ts";
import { LISTED_MS, METRICS_PAGE, RECENTLY_ACTIVE_MS } from "../limits.ts";

export const listMetrics = operation<ListMetricsCommandInput, ListMetricsCommandOutput>({
  accepts: ["Namespace", "MetricName", "Dimensions", "NextToken", "RecentlyActive"],
  access: () => [{ action: "cloudwatch:ListMetrics", resource: "*" }],
  run(input, context) {
    if (input.RecentlyActive !== undefined) oneOf("recentlyActive", input.RecentlyActive, ["PT3H"]);
    const oldest = context.clock.now() - (input.RecentlyActive ? RECENTLY_ACTIVE_MS : LISTED_MS);
    const found = context
      .state(metrics)
      .all()
      .filter(
        (series) => Math.max(series.lastAt, series.gauge?.until() ?? -Infinity) >= oldest && isWanted(series, input),
      );
    const { items, next } = page(found, { token: input.NextToken, size: METRICS_PAGE, invalid: invalidNextToken });
    return {
      Metrics: items.map(({ id }) => ({
        Namespace: id.namespace,
        MetricName: id.name,
        Dimensions: describeDimensions(id.dimensions),
      })),
      NextToken: next,
    };
  },
});

function isWanted({ id }: MetricSeries, { Namespace, MetricName, Dimensions = [] }: ListMetricsCommandInput): boolean {
  return (
    (Namespace === undefined || id.namespace === Namespace) &&
    (MetricName === undefined || id.name === MetricName) &&
    Dimensions.every(({ Name = "", Value }) => {
      const own = id.dimensions[Name];
      return own !== undefined && (Value === undefined || own === Value);
    })
  );
}
