import type { Retrier } from "./definition.ts";
import { matches, type StatesError } from "./errors.ts";

const DEFAULT_INTERVAL_SECONDS = 1;
const DEFAULT_MAX_ATTEMPTS = 3;
const DEFAULT_BACKOFF_RATE = 2;

/** How often each retrier of a state was used since the state was entered. */
export class Retries {
  #used = new Map<Retrier, number>();

  /** The first retrier that names the error, unless it is used up; `attempt` counts from 1. */
  take(error: StatesError, retriers: Retrier[]): { retrier: Retrier; attempt: number } | undefined {
    const retrier = retriers.find(({ ErrorEquals }) => matches(error, ErrorEquals));
    if (!retrier) return undefined;
    const attempt = (this.#used.get(retrier) ?? 0) + 1;
    if (attempt > (retrier.MaxAttempts ?? DEFAULT_MAX_ATTEMPTS)) return undefined;
    this.#used.set(retrier, attempt);
    return { retrier, attempt };
  }
}

/** Milliseconds before the given attempt. `random`: 0 to 1, for full jitter. */
export function delayOf(retrier: Retrier, attempt: number, random: number): number {
  const { IntervalSeconds = DEFAULT_INTERVAL_SECONDS, BackoffRate = DEFAULT_BACKOFF_RATE, MaxDelaySeconds } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** (attempt - 1), MaxDelaySeconds ?? Infinity);
  return 1000 * (retrier.JitterStrategy === "FULL" ? seconds * random : seconds);
}
