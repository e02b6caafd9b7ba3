import type { PutMetricDataCommandInput, PutMetricDataCommandOutput } from "@aws-sdk/client-cloudwatch";
import { metrics } from "../../../core/metrics.ts";
import { operation } from "../../../core/service.ts";
import { checkDatum, recordDatum } from "../data/datum.ts";
import { invalidParameter, missingParameter } from "../errors.ts";
import { MAX_DATA } from "../limits.ts";

export const putMetricData = operation<PutMetricDataCommandInput, PutMetricDataCommandOutput>({
  accepts: ["Namespace", "MetricData"],
  access: (input) => [
    {
      action: "cloudwatch:PutMetricData",
      resource: "*",
      conditions: { "cloudwatch:namespace": input.Namespace ?? "" },
    },
  ],
  run({ Namespace: namespace = "", MetricData: data = [] }, context) {
    checkNamespace(namespace);
    if (!data.length) throw missingParameter("MetricData");
    if (data.length > MAX_DATA)
      throw invalidParameter(`The collection MetricData must not have a size greater than ${MAX_DATA}.`);
    const now = context.clock.now();
    for (const [index, datum] of data.entries()) checkDatum(datum, `MetricData.member.${index + 1}`, now);
    const store = context.state(metrics);
    for (const datum of data) recordDatum(datum, namespace, store, now);
    return {};
  },
});

function checkNamespace(namespace: string): void {
  if (namespace.startsWith("AWS/")) throw invalidParameter("The value AWS/ for parameter Namespace is invalid.");
  if (!/^[^:]{1,255}$/.test(namespace) || !/^[\w.\-/# ]+$/.test(namespace))
    throw invalidParameter(`The value ${namespace} for parameter Namespace is invalid.`);
}
