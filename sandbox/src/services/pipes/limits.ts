/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html, eb-pipes-batching-concurrency.html and the API reference (2026-11-21). */
export const MAX_PIPES = 1000;
export const MAX_PAGE = 100;
export const MAX_NAME = 64;
export const MAX_FILTERS = 5;
export const MAX_TEMPLATE = 8192;
export const MAX_WINDOW_SECONDS = 300;
export const DEFAULT_BATCH_SIZE = { sqs: 10, dynamodb: 100 };
export const MAX_BATCH_SIZE = 10_000;
export const MAX_FIFO_BATCH_SIZE = 10;
export const QUEUE_BATCH_WITHOUT_WINDOW = 10;
export const MAX_PARALLELIZATION_FACTOR = 10;
export const MAX_RETRY_ATTEMPTS = 10_000;
export const MAX_RECORD_AGE_SECONDS = 604_800;

/** The most records that one batch of a target may have; a target that is not here takes one. */
export const TARGET_BATCH_SIZE: Record<string, number> = {
  events: 10,
  lambda: MAX_BATCH_SIZE,
  logs: 10_000,
  sns: 10,
  sqs: 10,
  states: MAX_BATCH_SIZE,
};
