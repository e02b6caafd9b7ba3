/**
 * Amazon CloudWatch: metrics and alarms; no dashboards.
 *
 * Emulated: PutMetricData (values, lists of values, statistic sets, units, dimensions, high resolution), metrics of SQS, Lambda, SNS and EventBridge
 * on the sandbox's clock, metrics in log lines (embedded metric format), GetMetricData with metric math (+ - * / ^, comparisons, AND, OR, SUM, AVG,
 * MIN, MAX, IF, FILL, METRICS, RATE, DIFF, ABS, CEIL, FLOOR, PERIOD), GetMetricStatistics with percentiles, ListMetrics; metric alarms (M out of N,
 * missing data in four ways, the evaluation range, periods of 10, 20 and 30 seconds, on metric math), composite alarms, their history, actions to SNS
 * topics (by the topic's policy) and Lambda functions (by the function's), the events on the default bus, SetAlarmState, tags;
 * `AWS::CloudWatch::Alarm`, `AWS::CloudWatch::CompositeAlarm`. Codes, messages and reasons follow recordings of AWS (LocalStack's, Apache-2.0,
 * 2023-2026) where there are some.
 *
 * Gaps: dashboards, metric streams, insight rules, anomaly detection, Metrics Insights and search expressions, log alarms and PromQL, alarm mute rules,
 * suppression of the actions of composite alarms and AT_LEAST in their rules, other metric math, trimmed means and the other statistics of that kind,
 * dynamic labels, metrics of other accounts, entities, actions other than SNS and Lambda, warm-up periods and aligned evaluation windows.
 *
 * By design:
 * - A datapoint is there as soon as its period is over, and an alarm decides at that moment. AWS takes up to some minutes more.
 * - The evaluation range has two periods more than the alarm evaluates; AWS says only that the number depends on the period.
 * - An alarm has a timer only while its state is going to change by itself. So a sandbox with alarms in it becomes quiet.
 * - Metrics of a queue begin with the queue; AWS takes up to 15 minutes.
 */
import { defineService } from "../../core/service.ts";
import { deleteAlarms } from "./operations/delete-alarms.ts";
import { describeAlarmHistory } from "./operations/describe-alarm-history.ts";
import { describeAlarms } from "./operations/describe-alarms.ts";
import { describeAlarmsForMetric } from "./operations/describe-alarms-for-metric.ts";
import { disableAlarmActions } from "./operations/disable-alarm-actions.ts";
import { enableAlarmActions } from "./operations/enable-alarm-actions.ts";
import { getMetricData } from "./operations/get-metric-data.ts";
import { getMetricStatistics } from "./operations/get-metric-statistics.ts";
import { listMetrics } from "./operations/list-metrics.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putCompositeAlarm } from "./operations/put-composite-alarm.ts";
import { putMetricAlarm } from "./operations/put-metric-alarm.ts";
import { putMetricData } from "./operations/put-metric-data.ts";
import { setAlarmState } from "./operations/set-alarm-state.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { alarm } from "./resources/alarm.ts";
import { compositeAlarm } from "./resources/composite-alarm.ts";

export const cloudwatch = defineService({
  id: "cloudwatch",
  client: () => import("@aws-sdk/client-cloudwatch"),
  operations: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarmHistory: describeAlarmHistory,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DisableAlarmActions: disableAlarmActions,
    EnableAlarmActions: enableAlarmActions,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutCompositeAlarm: putCompositeAlarm,
    PutMetricAlarm: putMetricAlarm,
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  resources: {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::CompositeAlarm": compositeAlarm,
  },
});
