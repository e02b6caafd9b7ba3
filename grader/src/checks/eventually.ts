import { Waiting } from "./waiting.ts";

/**
 * Repeats a stimulus with its assertion until it passes, for at most `within` milliseconds; then rejects with its last error.
 * Put the stimulus inside: on AWS an event sent once, seconds after a deployment, may meet yesterday's configuration.
 * Against the sandbox the clock jumps to the next timer between attempts, so a 90-second delay takes milliseconds, and waiting ends early when nothing is left to wait for.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, options: { within: number }): Promise<T> {
  const waiting = new Waiting(options.within);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(await waiting.next())) throw error;
    }
  }
}
