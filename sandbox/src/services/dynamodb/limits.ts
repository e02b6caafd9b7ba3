/** Quotas and defaults: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html unless a page is named; read 2026-11. */

export const KIBIBYTE = 1024;
/** Most bytes of an item, names included. */
export const ITEM_BYTES = 400 * KIBIBYTE;
/** Most bytes that one page of Query or Scan evaluates. */
export const PAGE_BYTES = 1024 * KIBIBYTE;
export const HASH_KEY_BYTES = 2048;
export const SORT_KEY_BYTES = 1024;
/** Levels of lists and maps below an attribute. */
export const NESTING_DEPTH = 32;
/** Significant digits, and exponents of the first digit. */
export const NUMBER_DIGITS = 38;
export const NUMBER_MAX_EXPONENT = 125;
export const NUMBER_MIN_EXPONENT = -130;

export const EXPRESSION_BYTES = 4096;
/** Operands of one IN. */
export const IN_OPERANDS = 100;

export const BATCH_GET_KEYS = 100;
export const BATCH_GET_BYTES = 16 * 1024 * KIBIBYTE;
export const BATCH_WRITE_ITEMS = 25;
export const TRANSACTION_ITEMS = 100;
export const TRANSACTION_BYTES = 4 * 1024 * KIBIBYTE;
/** PartiQL: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html (2026-11). */
export const BATCH_STATEMENTS = 25;
export const STATEMENT_CHARACTERS = 8192;
/** How long a ClientRequestToken is remembered: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const IDEMPOTENCY_MILLISECONDS = 10 * 60 * 1000;

export const GLOBAL_INDEXES = 20;
export const LOCAL_INDEXES = 5;
/** NonKeyAttributes over all indexes of a table. */
export const PROJECTED_ATTRIBUTES = 100;
export const TAGS = 50;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html (2026-11-21) */
export const POLICY_BYTES = 20 * KIBIBYTE;
export const POLICY_LOCK_MILLISECONDS = 15_000;
export const LIST_TABLES_LIMIT = 100;

/** DescribeLimits of an account in us-east-1 that asked for nothing. */
export const ACCOUNT_CAPACITY_UNITS = 80_000;
export const TABLE_CAPACITY_UNITS = 40_000;
/** What a new on-demand table can serve at once (recorded, see test_gsi_with_billing_mode). */
export const ON_DEMAND_WARM_THROUGHPUT = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };

/** How long unused provisioned capacity is kept: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html */
export const BURST_SECONDS = 300;

/** Days that point-in-time recovery keeps where no other number is given. */
export const RECOVERY_DAYS = 35;

/** Items whose time lies further back are not deleted: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html */
export const TTL_OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;
/**
 * Ours: how long an expired item stays, at least. AWS promises only "within a few days"; what relies on an earlier deletion must fail here too.
 */
export const TTL_DELAY_MILLISECONDS = 60 * 60_000;
/** Ours: the least time between two sweeps for expired items. */
export const TTL_SWEEP_MILLISECONDS = 60_000;
/** Ours: how long a table or index stays CREATING, UPDATING or DELETING. */
export const TRANSITION_MILLISECONDS = 5;
