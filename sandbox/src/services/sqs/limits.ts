/** Queues: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html (2026-11) */
export const DEFAULT_VISIBILITY_SECONDS = 30;
export const MAX_VISIBILITY_SECONDS = 43_200;
export const MAX_DELAY_SECONDS = 900;
export const MAX_WAIT_SECONDS = 20;
/** More in flight: OverLimit for a standard queue, no further messages from a FIFO queue (120,000 there too since 2024). */
export const MAX_IN_FLIGHT = 120_000;
export const MAX_TAGS = 50;

/**
 * Messages: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html (2026-11). 1 MiB since August
 * 2025, 256 KiB before: https://aws.amazon.com/about-aws/whats-new/2025/08/amazon-sqs-max-payload-size-1mib/
 */
export const MAX_MESSAGE_BYTES = 1_048_576;
export const MIN_MESSAGE_LIMIT_BYTES = 1024;
export const DEFAULT_RETENTION_SECONDS = 345_600;
export const MIN_RETENTION_SECONDS = 60;
export const MAX_RETENTION_SECONDS = 1_209_600;
export const MAX_MESSAGE_ATTRIBUTES = 10;
export const MAX_BATCH_ENTRIES = 10;
export const MAX_RECEIVED = 10;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html (2026-11) */
export const DEDUPLICATION_MS = 5 * 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html, API_DeleteQueue.html (2026-11) */
export const PURGE_INTERVAL_MS = 60_000;
export const NAME_REUSE_MS = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html (2026-11) */
export const MAX_RECEIVE_COUNT = 1000;
export const MAX_REDRIVE_SOURCES = 10;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html (2026-11) */
export const DEFAULT_KEY_REUSE_SECONDS = 300;
export const MIN_KEY_REUSE_SECONDS = 60;
export const MAX_KEY_REUSE_SECONDS = 86_400;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html, API_ListMessageMoveTasks.html (2026-11) */
export const MAX_MOVES_PER_SECOND = 500;
export const MAX_LISTED_TASKS = 10;

export const MAX_LISTED_QUEUES = 1000;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html (2026-11) */
export const MAX_POLICY_STATEMENTS = 20;
