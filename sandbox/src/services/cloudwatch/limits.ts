/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html, API_MetricDatum.html (2026-11-21) */
export const MAX_DATA = 1000;
export const MAX_DIMENSIONS = 30;
export const MAX_VALUES = 150;
export const MAX_PAST_MS = 14 * 24 * 60 * 60_000;
export const MAX_FUTURE_MS = 2 * 60 * 60_000;
export const MAX_MAGNITUDE = 2 ** 360;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html (2026-11-21) */
export const MAX_STATISTICS_DATAPOINTS = 1440;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html (2026-11-21) */
export const MAX_QUERIES = 500;
export const MAX_DATAPOINTS = 100_800;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html (2026-11-21) */
export const METRICS_PAGE = 500;
export const RECENTLY_ACTIVE_MS = 3 * 60 * 60_000;
export const LISTED_MS = 14 * 24 * 60 * 60_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html, API_DescribeAlarms.html (2026-11-21) */
export const MAX_ACTIONS = 5;
export const MAX_EVALUATED_SECONDS = 7 * 24 * 60 * 60;
export const MAX_SHORT_PERIOD_EVALUATED_SECONDS = 24 * 60 * 60;
export const MAX_TAGS = 50;
export const ALARMS_PAGE = 50;
export const ALARMS_MOST = 100;
export const MAX_DELETED = 100;

/** History is kept for 30 days: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html (2026-11-21) */
export const HISTORY_MS = 30 * 24 * 60 * 60_000;

/**
 * Datapoints beyond the evaluation periods that an alarm looks at when some are missing. AWS says that the number depends on the period; its examples have
 * three periods and a range of five: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html (2026-11-21)
 */
export const EXTRA_PERIODS = 2;

export const UNITS = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  "Bytes",
  "Kilobytes",
  "Megabytes",
  "Gigabytes",
  "Terabytes",
  "Bits",
  "Kilobits",
  "Megabits",
  "Gigabits",
  "Terabits",
  "Percent",
  "Count",
  "Bytes/Second",
  "Kilobytes/Second",
  "Megabytes/Second",
  "Gigabytes/Second",
  "Terabytes/Second",
  "Bits/Second",
  "Kilobits/Second",
  "Megabits/Second",
  "Gigabits/Second",
  "Terabits/Second",
  "Count/Second",
  "None",
];
