import { StatesError } from "./errors.ts";
import { MAX_PAYLOAD_BYTES } from "./history.ts";
import type { Json } from "../../../core/json.ts";

/** Throws States.DataLimitExceeded; `name` is the state, or the service or function that returned the value. */
export function checkSize(value: Json, name: string): void {
  const text = JSON.stringify(value);
  // Cheap first: a character takes three bytes at most.
  if (text.length * 3 <= MAX_PAYLOAD_BYTES || new TextEncoder().encode(text).length <= MAX_PAYLOAD_BYTES) return;
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
