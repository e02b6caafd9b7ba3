import { Waiting } from "./waiting.ts";

/**
 * Repeats an assertion for `during` milliseconds and rejects as soon as it fails: "exactly once" is only true if it stays true when every retry that was due has been made.
 * Against the sandbox the clock jumps from timer to timer, and looking ends early when nothing is due any more.
 */
export async function steadily(assertion: () => Promise<void> | void, options: { during: number }): Promise<void> {
  const waiting = new Waiting(options.during);
  do await assertion();
  while (await waiting.next());
}
