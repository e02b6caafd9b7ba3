import { invalidValue } from "./errors.ts";
import { MAX_VISIBILITY_SECONDS } from "./limits.ts";

export function checkVisibility(seconds: number | undefined): void {
  if (seconds !== undefined && (seconds < 0 || seconds > MAX_VISIBILITY_SECONDS))
    throw invalidValue(
      seconds,
      "VisibilityTimeout",
      `VisibilityTimeout must be an integer between 0 and ${MAX_VISIBILITY_SECONDS}.`,
    );
}
