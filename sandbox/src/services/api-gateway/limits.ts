/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html (2026-11), unless another source is given. */
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
export const MIN_INTEGRATION_TIMEOUT_MS = 50;
export const MAX_INTEGRATION_TIMEOUT_MS = 29_000;
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html (2026-11) */
export const MAX_STREAM_MS = 900_000;
export const MAX_RESOURCES = 300;
export const MAX_STAGES = 10;
export const MAX_AUTHORIZERS = 10;
export const MAX_AUTHORIZER_TTL_SECONDS = 3600;
export const DEFAULT_AUTHORIZER_TTL_SECONDS = 300;
export const MAX_CACHE_TTL_SECONDS = 3600;
export const DEFAULT_CACHE_TTL_SECONDS = 300;
/** Larger answers are not cached. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html (2026-11) */
export const MAX_CACHED_BYTES = 1024 * 1024;
/** Account-level throttling, the default of every method. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html (2026-11) */
export const DEFAULT_RATE_LIMIT = 10_000;
export const DEFAULT_BURST_LIMIT = 5_000;
export const MAX_COMPRESSION_BYTES = 10_485_760;
export const MIN_API_KEY_LENGTH = 20;
export const MAX_API_KEY_LENGTH = 128;
/** Values are cut after this many characters in execution logs. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html (2026-11) */
export const MAX_LOGGED_CHARACTERS = 1024;
export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 500;
/** Requests to a user pool for its keys may take this long, and the keys are kept this long; AWS tells these numbers of HTTP APIs only. */
export const ISSUER_TIMEOUT_MS = 1500;
export const ISSUER_KEYS_TTL_MS = 2 * 60 * 60_000;
