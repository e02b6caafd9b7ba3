import type { Json } from "../../../core/json.ts";

/** An event as GetExecutionHistory returns it. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestamp: Date;
  type: string;
  [details: string]: unknown;
}

/** The largest payload of a state: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (2026-11) */
export const MAX_PAYLOAD_BYTES = 262_144;

/** https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html (2026-11) */
const MAX_EVENTS = 25_000;

/** A standard execution has come to as many events as it may have. Nothing catches it. */
export class HistoryFull extends Error {
  constructor() {
    super(`The execution reached the maximum number of history events (${MAX_EVENTS}).`);
  }
}

export class History {
  /** Of an express execution none are kept: only listeners see them. */
  readonly events: HistoryEvent[] = [];
  readonly #now: () => number;
  readonly #isExpress: boolean;
  #count = 0;
  #isClosed = false;
  readonly #listeners: ((event: HistoryEvent) => void)[] = [];

  constructor(now: () => number, type: "STANDARD" | "EXPRESS" = "STANDARD") {
    this.#now = now;
    this.#isExpress = type === "EXPRESS";
  }

  /** Returns the id of the new event. `details` is named as the type, unless `key` names it. */
  add(type: string, previousEventId: number, details?: object, key: string = detailsKey(type)): number {
    // What is cut off by the end of an execution may still take a step.
    if (this.#isClosed) return previousEventId;
    // The last place is for the end of the execution.
    if (!this.#isExpress && this.#count >= MAX_EVENTS - 1 && !type.startsWith("Execution")) throw new HistoryFull();
    const event: HistoryEvent = {
      id: ++this.#count,
      previousEventId,
      timestamp: new Date(this.#now()),
      type,
      ...(details && { [key]: details }),
    };
    if (!this.#isExpress) this.events.push(event);
    for (const listener of this.#listeners) listener(event);
    return event.id;
  }

  close(): void {
    this.#isClosed = true;
  }

  onEvent(listener: (event: HistoryEvent) => void): void {
    this.#listeners.push(listener);
  }
}

/** TaskFailed -> taskFailedEventDetails */
function detailsKey(type: string): string {
  return `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
}

export function inputOf(input: Json): { input: string; inputDetails: { truncated: boolean } } {
  return { input: JSON.stringify(input), inputDetails: { truncated: false } };
}

export function outputOf(output: Json): { output: string; outputDetails: { truncated: boolean } } {
  return { output: JSON.stringify(output), outputDetails: { truncated: false } };
}

/** Error and cause, where there are some, as the details of failures have them. */
export function failureOf({ error, errorCause }: { error?: string | undefined; errorCause?: string | undefined }): {
  error?: string;
  cause?: string;
} {
  return {
    ...(error === undefined ? {} : { error }),
    ...(errorCause ? { cause: errorCause } : {}),
  };
}
