/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (2026-11), unless another source is given. */
export const MAX_INTEGRATION_TIMEOUT_MS = 30_000;
export const MIN_INTEGRATION_TIMEOUT_MS = 50;
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
export const MAX_ROUTES = 300;
export const MAX_INTEGRATIONS = 300;
export const MAX_STAGES = 10;
