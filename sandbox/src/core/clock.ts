export interface Timer {
  cancel(): void;
}

interface Entry {
  at: number;
  run: () => void;
}

/**
 * The one clock of the sandbox: real time plus an offset. Every timer (visibility, delays, schedules, TTL) is set here, so that
 * `jump` can move time to the next of them; Lambda time-outs run in real time and do not use it.
 */
export class Clock {
  offset = 0;
  #timers = new Set<Entry>();
  #wake: NodeJS.Timeout | undefined;

  /** Milliseconds since the epoch, sandbox time. */
  now(): number {
    return Date.now() + this.offset;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Runs `run` once, `delay` milliseconds of sandbox time from now. */
  after(delay: number, run: () => void): Timer {
    const entry = { at: this.now() + delay, run };
    this.#timers.add(entry);
    this.#arm();
    return {
      cancel: () => {
        this.#timers.delete(entry);
        this.#arm();
      },
    };
  }

  /** Moves time to the next timer, if it is at most `within` milliseconds away, and runs what is due then. Returns the milliseconds skipped; `undefined` when there is no such timer. */
  jump(within: number): number | undefined {
    const next = this.#next();
    if (!next || next.at - this.now() > within) return undefined;
    const skipped = Math.max(0, next.at - this.now());
    this.offset += skipped;
    this.#runDue();
    return skipped;
  }

  /** Forgets all timers and returns to real time. */
  reset(): void {
    this.#timers.clear();
    this.offset = 0;
    this.#arm();
  }

  #next(): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#timers) if (!next || entry.at < next.at) next = entry;
    return next;
  }

  #arm(): void {
    clearTimeout(this.#wake);
    const next = this.#next();
    // setTimeout counts in 32 bits: wake at least once in that span and look again.
    if (next) {
      this.#wake = setTimeout(() => this.#runDue(), Math.min(Math.max(0, next.at - this.now()), 0x7fffffff));
      this.#wake.unref();
    }
  }

  #runDue(): void {
    const now = this.now();
    const due = [...this.#timers].filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at);
    for (const entry of due) {
      this.#timers.delete(entry);
      entry.run();
    }
    this.#arm();
  }
}
