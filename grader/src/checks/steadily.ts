import { jumpSandboxClock } from "./session.ts";

const PAUSE_MS = 50;
/** Looks at a sandbox in which nothing moves any more: what holds then, holds for good. */
const QUIET_LOOKS = 2;

/**
 * Repeats an assertion for `during` milliseconds and rejects as soon as it fails: "exactly once" is only true if it stays true when every retry that was due has been made.
 * Against the sandbox the clock jumps from timer to timer, and looking ends early when nothing is due any more.
 */
export async function steadily(assertion: () => Promise<void> | void, options: { during: number }): Promise<void> {
  let deadline = Date.now() + options.during;
  let quietLooks = 0;
  for (;;) {
    await assertion();
    if (Date.now() >= deadline || quietLooks >= QUIET_LOOKS) return;
    const jump = await jumpSandboxClock(deadline - Date.now());
    deadline -= jump.jumpedMs;
    quietLooks = jump.state === "quiet" ? quietLooks + 1 : 0;
    if (jump.state === "busy") await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
