// Quotas of CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html and
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html (read 2026-11).
export const NAME_LENGTH = 512;
export const BATCH_EVENTS = 10_000;
export const BATCH_BYTES = 1_048_576;
/** Counted for each event on top of its message. */
export const EVENT_OVERHEAD_BYTES = 26;
export const BATCH_SPAN_MS = 24 * 3600_000;
/** Events older than this are rejected, whatever the retention. */
export const TOO_OLD_MS = 14 * 24 * 3600_000;
export const TOO_NEW_MS = 2 * 3600_000;
/** Most events in one answer of GetLogEvents and FilterLogEvents, and their default. */
export const READ_EVENTS = 10_000;
export const READ_BYTES = 1_048_576;
export const DESCRIBE_LIMIT = 50;
export const TAGS_PER_GROUP = 50;
export const FILTER_PATTERN_LENGTH = 1024;
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Resource policies of an account and Region, and the characters of one: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (2026-11-21) */
export const RESOURCE_POLICIES = 10;
export const POLICY_CHARACTERS = 5120;
