import { jumpSandboxClock } from "./session.ts";

const PAUSE_MS = 50;
/** Attempts on a sandbox in which nothing moves any more: what fails then, fails for good. */
const QUIET_ATTEMPTS = 2;

/**
 * Repeats a stimulus with its assertion until it passes, for at most `within` milliseconds; then rejects with its last error.
 * Put the stimulus inside: on AWS an event sent once, seconds after a deployment, may meet yesterday's configuration.
 * Against the sandbox the clock jumps to the next timer between attempts, so a 90-second delay takes milliseconds, and waiting ends early when nothing is left to wait for.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, options: { within: number }): Promise<T> {
  let deadline = Date.now() + options.within;
  let quietAttempts = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const jump = await jumpSandboxClock(deadline - Date.now());
      deadline -= jump.jumpedMs;
      quietAttempts = jump.state === "quiet" ? quietAttempts + 1 : 0;
      if (Date.now() >= deadline || quietAttempts >= QUIET_ATTEMPTS) throw error;
      if (jump.state === "busy") await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
