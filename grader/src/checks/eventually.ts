import { jumpSandboxClock } from "./session.ts";

const PAUSE_MS = 50;

/**
 * Repeats a stimulus with its assertion until it passes, for at most `within` milliseconds; then rejects with its last error.
 * Put the stimulus inside: on AWS an event sent once, seconds after a deployment, may meet yesterday's configuration.
 * Against the sandbox the clock jumps to the next timer between attempts, so a 90-second delay takes milliseconds.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, options: { within: number }): Promise<T> {
  const deadline = Date.now() + options.within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
    if (!(await jumpSandboxClock())) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
