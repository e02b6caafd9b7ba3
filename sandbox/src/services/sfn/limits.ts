// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (read 2026-11).
export const MAX_NAME_LENGTH = 80;
export const MAX_DEFINITION_BYTES = 1_048_576;
export const MAX_INPUT_BYTES = 262_144;
export const MAX_TAGS = 50;
/** An express execution runs this long at most. */
export const EXPRESS_SECONDS = 300;
/** GetActivityTask waits for a task this long. */
export const ACTIVITY_POLL_SECONDS = 60;
// Of the APIs' references (read 2026-11).
export const MAX_PAGE = 1000;
export const DEFAULT_PAGE = 100;
