import type { PutMetricAlarmCommandInput, PutMetricAlarmCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { putAccess } from "../alarms/access.ts";
import type { MetricAlarm } from "../alarms/alarm.ts";
import { asCloudWatch, commonOf, keep } from "../alarms/put.ts";
import { readSettings } from "../alarms/settings.ts";
import { watchAlarm } from "../alarms/watch.ts";

export const putMetricAlarm = operation<PutMetricAlarmCommandInput, PutMetricAlarmCommandOutput>({
  accepts: [
    "AlarmName",
    "AlarmDescription",
    "ActionsEnabled",
    "OKActions",
    "AlarmActions",
    "InsufficientDataActions",
    "MetricName",
    "Namespace",
    "Statistic",
    "ExtendedStatistic",
    "Dimensions",
    "Period",
    "Unit",
    "EvaluationPeriods",
    "DatapointsToAlarm",
    "Threshold",
    "ComparisonOperator",
    "TreatMissingData",
    "EvaluateLowSampleCountPercentile",
    "Metrics",
    "Tags",
  ],
  access: (input, context) => putAccess("PutMetricAlarm", input, context),
  run(input, context) {
    const settings = readSettings(input, context);
    const common = commonOf(input, context);
    const alarm: MetricAlarm = { type: "MetricAlarm", ...common, ...settings, input, refresh() {}, stop() {} };
    keep(alarm, context);
    Object.assign(alarm, watchAlarm(alarm, asCloudWatch(context, alarm.arn)));
    return {};
  },
});
