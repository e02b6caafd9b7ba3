import * as errors from "./errors.ts";
import { MAX_ROLE_SESSION_SECONDS, MIN_ROLE_SESSION_SECONDS } from "./limits.ts";

/** A MaxSessionDuration, in seconds. */
export function readMaxSession(seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const rule =
    seconds < MIN_ROLE_SESSION_SECONDS
      ? `greater than or equal to ${MIN_ROLE_SESSION_SECONDS}`
      : seconds > MAX_ROLE_SESSION_SECONDS
        ? `less than or equal to ${MAX_ROLE_SESSION_SECONDS}`
        : undefined;
  if (rule)
    throw errors.validationError(
      `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${rule}`,
    );
  return seconds;
}
