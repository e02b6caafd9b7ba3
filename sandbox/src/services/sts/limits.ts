/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (2026-11) */
export const MIN_SESSION_SECONDS = 900;
export const DEFAULT_SESSION_SECONDS = 3600;
/** A role assumed with the credentials of another role. */
export const MAX_CHAINED_SESSION_SECONDS = 3600;
export const MAX_SESSION_POLICY_LENGTH = 2048;
export const MAX_SESSION_POLICY_ARNS = 10;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html (2026-11) */
export const DEFAULT_TOKEN_SECONDS = 43_200;
export const MAX_TOKEN_SECONDS = 129_600;
