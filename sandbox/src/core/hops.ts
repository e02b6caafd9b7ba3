import { randomUUID } from "node:crypto";

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
  /** Segments of traces, by id: the requests that they belong to. */
  #segments = new Map<string, string>();

  add(hop: Omit<Hop, "id">): void {
    const numbered = { id: this.#next++, ...hop };
    this.#last.push(numbered);
    // Seldom and many: to move thousands at each hop costs more than the hop.
    if (this.#last.length >= 2 * KEPT) this.#last.splice(0, this.#last.length - KEPT);
    for (const listener of this.#listeners) listener(numbered);
  }

  /** The kept hops with an id above `after`. */
  since(after = 0): Hop[] {
    return this.#last.slice(-KEPT).filter((hop) => hop.id > after);
  }

  listen(listener: (hop: Hop) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The tracing header under which `requestId` makes calls of its own, as in Lambda's _X_AMZN_TRACE_ID; SDKs send it along. */
  openSegment(requestId: string, now: Date): string {
    const segment = randomHex(16);
    this.#segments.set(segment, requestId);
    if (this.#segments.size > KEPT) this.#segments.delete(this.#segments.keys().next().value!);
    const seconds = Math.floor(now.getTime() / 1000).toString(16);
    return `Root=1-${seconds}-${randomHex(24)};Parent=${segment};Sampled=0`;
  }

  /** The request that made a call with this X-Amzn-Trace-Id; undefined where it was nobody's here. */
  causeOf(traceHeader = ""): string | undefined {
    const [, segment = ""] = /;Parent=([0-9a-f]{16})/.exec(traceHeader) ?? [];
    return this.#segments.get(segment);
  }

  reset(): void {
    this.#last = [];
    this.#segments.clear();
  }
}

/** At most 24 digits. Node draws UUIDs from a store of random bytes, and asks the system for each randomBytes(). */
function randomHex(digits: number): string {
  return randomUUID().replaceAll("-", "").slice(-digits);
}
