/** Quotas and fixed sizes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html and the API reference (read 2026-11). */

/** PutEventsRequestEntry: all entries of a request together, in bytes. */
export const MAX_ENTRIES_BYTES = 1024 * 1024;
export const MAX_ENTRIES = 10;
export const MAX_TARGETS = 5;
/** Of one bus. */
export const MAX_RULES = 300;
export const MAX_PAGE = 100;
export const MAX_NAME = 64;
export const MAX_BUS_NAME = 256;
export const MAX_POLICY_BYTES = 10_240;
/** Variables of an input transformer. */
export const MAX_INPUT_PATHS = 100;
export const MAX_INPUT_BYTES = 8192;
/** StartReplay: replays of an account and Region at once. */
export const MAX_ACTIVE_REPLAYS = 10;
export const MAX_ARCHIVE_NAME = 48;
/** Connections, and API destinations, of an account and Region. */
export const MAX_CONNECTIONS = 3000;
export const MAX_RATE_PER_SECOND = 300;
