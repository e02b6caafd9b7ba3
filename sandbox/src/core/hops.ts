/** One observed step: who called what, with what result. The evidence of a failed check is cut from these. */
export interface Hop {
  id: number;
  /** Sandbox time, ISO 8601. */
  time: string;
  /** ARN of the caller, or the service principal. */
  caller: string;
  service: string;
  /** The API operation (PutItem), or what a data plane did (GET /notes). */
  action: string;
  /** ARN, or the most telling name of the input. */
  resource?: string;
  /** "ok" or the error code. */
  result: string;
  /** A line for people: the error message, the status, the function's error. */
  detail?: string;
  /** Milliseconds, real time. */
  durationMs: number;
  requestId: string;
  /** The request that caused this one, where known. */
  parent?: string;
}

const KEPT = 2000;

/** The stream of hops: the last ones are kept, listeners get each new one. */
export class Hops {
  #last: Hop[] = [];
  #listeners = new Set<(hop: Hop) => void>();
  #next = 1;

  add(hop: Omit<Hop, "id">): void {
    const numbered = { id: this.#next++, ...hop };
    this.#last.push(numbered);
    if (this.#last.length > KEPT) this.#last.shift();
    for (const listener of this.#listeners) listener(numbered);
  }

  /** The kept hops with an id above `after`. */
  since(after = 0): Hop[] {
    return this.#last.filter((hop) => hop.id > after);
  }

  listen(listener: (hop: Hop) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reset(): void {
    this.#last = [];
  }
}
