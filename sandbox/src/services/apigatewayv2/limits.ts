/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (2026-11), unless another source is given. */
export const MAX_INTEGRATION_TIMEOUT_MS = 30_000;
export const MIN_INTEGRATION_TIMEOUT_MS = 50;
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
export const MAX_ROUTES = 300;
export const MAX_INTEGRATIONS = 300;
export const MAX_STAGES = 10;
export const MAX_AUTHORIZERS = 10;
export const MAX_AUTHORIZER_TTL_SECONDS = 3600;
export const MAX_SCOPES_PER_ROUTE = 10;
/** Requests to an issuer (its discovery document, its keys) may take this long. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html (2026-11) */
export const ISSUER_TIMEOUT_MS = 1500;
/** Keys of an issuer are kept this long. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html (2026-11) */
export const ISSUER_KEYS_TTL_MS = 2 * 60 * 60_000;
/** Account-level throttling. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html (2026-11) */
export const DEFAULT_RATE_LIMIT = 10_000;
export const DEFAULT_BURST_LIMIT = 5_000;
