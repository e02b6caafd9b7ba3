import { HttpFailure } from "../api-destination/http-failure.ts";
import type { AwsError } from "../core/errors.ts";

/** Errors that may pass: 429 and 5xx are retried, other 4xx are not. https://repost.aws/knowledge-center/eventbridge-resolve-failedinvocation-errors (2026-11) */
export function isRetriable(error: AwsError): boolean {
  return error instanceof HttpFailure ? error.isRetriable : isThrottle(error) || isFault(error);
}

/** ERROR_CODE of a message in a dead-letter queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html (2026-11). */
export function errorCodeOf(error: AwsError): string {
  if (/AccessDenied|NotAuthorized|AuthorizationError/.test(error.code)) return "NO_PERMISSIONS";
  if (/NotFound|NonExistent|DoesNotExist/.test(error.code)) return "NO_RESOURCE";
  if (isThrottle(error)) return "THROTTLING";
  return isFault(error) ? "INTERNAL_ERROR" : "SDK_CLIENT_ERROR";
}

function isThrottle({ code, status }: AwsError): boolean {
  return status === 429 || /Throttl|TooManyRequests|LimitExceeded/.test(code);
}

function isFault({ code, status }: AwsError): boolean {
  return (status !== undefined && status >= 500) || /^Service|Internal/.test(code);
}
