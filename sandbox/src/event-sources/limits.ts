/** The payload of a batch is at most that of an invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11) */
export const MAX_BATCH_BYTES = 6 * 1024 * 1024;
/** DynamoDB keeps records for 24 hours. */
export const STREAM_RETENTION_MS = 24 * 3_600_000;
/** Ours: AWS says only that it backs off between attempts. */
export const STREAM_RETRY_MS = { first: 1000, longest: 60_000 };
export const THROTTLE_RETRY_MS = { first: 1000, longest: 300_000 };
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html (2026-11) */
export const QUEUE_SCALING = { first: 5, perMinute: 300, most: 1250 };
/** Ours: more would wait for this machine while their visibility timeout runs. */
export const MAX_RUNNING_BATCHES = 16;
/** Of one ReceiveMessage or DeleteMessageBatch. */
export const QUEUE_RECEIVE_SIZE = 10;
/** Ours: a source that may not be read is tried again so often. */
export const POLL_RETRY_MS = 60_000;
