/** https://docs.aws.amazon.com/general/latest/gr/sns.html, "Service quotas", and sns-message-attributes.html (2026-11) */
export const MAX_MESSAGE_BYTES = 262_144;
export const MAX_BATCH_ENTRIES = 10;
export const MAX_SUBJECT = 100;
export const PAGE = 100;

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html (2026-11) */
export const DEDUPLICATION_MS = 5 * 60_000;

/** Of a filter policy: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html (2026-11) */
export const MAX_FILTER_KEYS = 5;
export const MAX_FILTER_COMBINATIONS = 150;

/** HTTP: three retries, 20 seconds apart, as in a topic's EffectiveDeliveryPolicy. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html (2026-11) */
export const HTTP_RETRIES = 3;
export const HTTP_RETRY_MS = 20_000;
export const HTTP_TIMEOUT_MS = 15_000;
/** A token to confirm a subscription is good for two days: API_ConfirmSubscription.html (2026-11) */
export const TOKEN_MS = 2 * 24 * 3_600_000;
