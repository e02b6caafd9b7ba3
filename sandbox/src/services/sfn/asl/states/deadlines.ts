import { HEARTBEAT_TIMEOUT, StatesError } from "../errors.ts";
import type { Scope } from "../scope.ts";

/** The time-out and the heartbeat of one task. */
export class Deadlines {
  readonly #scope: Scope;
  readonly #ended = new AbortController();
  readonly #overdue: Promise<never>;
  readonly #heartbeat: number | undefined;
  #fail!: (error: StatesError) => void;
  #error: StatesError | undefined;
  #beats: AbortController | undefined;

  constructor(timeout: number | undefined, heartbeat: number | undefined, scope: Scope) {
    this.#scope = scope;
    this.#heartbeat = heartbeat;
    this.#overdue = new Promise((_, reject) => {
      this.#fail = (error) => reject((this.#error = error));
    });
    this.#overdue.catch(() => {});
    if (timeout !== undefined) this.#after(timeout, this.#ended.signal, new StatesError("States.Timeout", ""));
  }

  get signal(): AbortSignal {
    return AbortSignal.any([this.#scope.signal, this.#ended.signal]);
  }

  /** `work`, unless time is over before. `beats`: heartbeats count from now on. */
  async limit<T>(work: Promise<T>, beats = true): Promise<T> {
    work.catch(() => {});
    if (beats) this.beat();
    const { signal } = this.#scope;
    let abort!: () => void;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(signal.reason as Error);
    });
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    try {
      return await Promise.race([work, this.#overdue, aborted]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  beat(): void {
    if (this.#heartbeat === undefined) return;
    this.#beats?.abort();
    this.#beats = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, this.#beats.signal]);
    this.#after(this.#heartbeat, signal, new StatesError("States.Timeout", "", HEARTBEAT_TIMEOUT));
  }

  /** Whether the task ended by this error because its time was over. */
  isOver(error: StatesError): boolean {
    return error === this.#error;
  }

  end(): void {
    this.#ended.abort();
  }

  #after(seconds: number, signal: AbortSignal, error: StatesError): void {
    this.#scope.host.sleep(seconds * 1000, signal).then(
      () => this.#fail(error),
      () => {},
    );
  }
}
