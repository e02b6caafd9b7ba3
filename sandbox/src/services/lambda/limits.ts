/** Quotas: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11), unless another source is given. */
export const MIN_MEMORY_MB = 128;
export const MAX_MEMORY_MB = 10_240;
export const DEFAULT_MEMORY_MB = 128;
export const MAX_TIMEOUT_SECONDS = 900;
/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, Timeout (2026-11) */
export const DEFAULT_TIMEOUT_SECONDS = 3;
export const MIN_EPHEMERAL_STORAGE_MB = 512;
export const MAX_EPHEMERAL_STORAGE_MB = 10_240;
export const MAX_ENVIRONMENT_BYTES = 4096;
export const MAX_SYNC_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** 1 MB since 2025-10; 256 KB before. */
export const MAX_ASYNC_PAYLOAD_BYTES = 1024 * 1024;
export const MAX_ZIPPED_BYTES = 52_428_800;
/** Recorded with RequestEntityTooLargeException. */
export const MAX_REQUEST_BYTES = 70_167_211;
export const MAX_UNZIPPED_BYTES = 262_144_000;
export const ACCOUNT_CONCURRENCY = 1000;
/** What reserved concurrency must leave: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html (2026-11) */
export const MIN_UNRESERVED_CONCURRENCY = 100;
/** Ours: so many environments are really initialised for one provisioned concurrency, whatever it asks for. */
export const MAX_PREPARED_ENVIRONMENTS = 5;
/** "approximately 16 times": https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html (2026-11) */
export const MAX_CHAINED_INVOCATIONS = 16;
/** 75 GB of functions and layers. */
export const TOTAL_CODE_BYTES = 80_530_636_800;
export const MAX_TAGS = 50;
export const MAX_LAYERS = 5;

/**
 * Function errors are retried twice, one and two minutes later; throttles for up to six hours, one second to five minutes apart.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html (2026-11)
 */
export const ASYNC_RETRY_DELAYS_MS = [60_000, 120_000];
export const THROTTLE_RETRY_MS = { first: 1000, longest: 300_000 };
export const MAX_RETRY_ATTEMPTS = 2;
export const MIN_EVENT_AGE_SECONDS = 60;
export const MAX_EVENT_AGE_SECONDS = 21_600;

/** The tail of the log that Invoke returns: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, LogType (2026-11) */
export const LOG_TAIL_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html, MaxItems (2026-11) */
export const MAX_PAGE = 50;

/** Event source mappings: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html (2026-11) */
export const DEFAULT_STREAM_BATCH_SIZE = 100;
export const MAX_BATCH_SIZE = 10_000;
export const MAX_WINDOW_SECONDS = 300;
export const MAX_PARALLELIZATION_FACTOR = 10;
export const MAX_STREAM_RETRY_ATTEMPTS = 10_000;
export const MAX_STREAM_RECORD_AGE_SECONDS = 604_800;
/** More on request. */
export const MAX_FILTERS = 5;

/** Queues: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html, services-sqs-scaling.html (2026-11) */
export const DEFAULT_QUEUE_BATCH_SIZE = 10;
export const MAX_FIFO_BATCH_SIZE = 10;
export const MIN_QUEUE_CONCURRENCY = 2;
export const MAX_QUEUE_CONCURRENCY = 1000;
