import { jumpSandboxClock } from "./session.ts";

/** Looks at a sandbox in which nothing moves any more: what is so then, stays so. */
const QUIET_LOOKS = 2;

/** The time between two looks at the same thing: real time on AWS; against the sandbox, whose clock jumps from timer to timer, almost none. */
export class Waiting {
  #deadline: number;
  #quietLooks = 0;

  /** For at most so many milliseconds of the clock that the services go by. */
  constructor(atMostMs: number) {
    this.#deadline = Date.now() + atMostMs;
  }

  /** Lets the next thing happen; false when the time is over, or when nothing is left that could happen. */
  async next(): Promise<boolean> {
    if (Date.now() >= this.#deadline || this.#quietLooks >= QUIET_LOOKS) return false;
    const jump = await jumpSandboxClock(this.#deadline - Date.now());
    this.#deadline -= jump.jumpedMs;
    this.#quietLooks = jump.state === "quiet" ? this.#quietLooks + 1 : 0;
    return true;
  }
}
