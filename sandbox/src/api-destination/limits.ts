/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html and eb-quota.html (2026-11-21). */
export const INVOCATION_TIMEOUT_MS = 5000;
export const DEFAULT_RATE_PER_SECOND = 300;
/** The server of tokens; AWS does not say how long it waits. */
export const OAUTH_TIMEOUT_MS = 5000;
/** Of a token that comes without expires_in; AWS does not say. */
export const TOKEN_MS = 3_600_000;
