/**
 * One order is delivered twice, and perhaps a worker ends in the middle. What happens to the customer depends on how the workers keep an order from being
 * charged again. A worker does its steps one after the other; steps of two workers interleave by time. rules.test.ts does the same steps with a table of
 * the sandbox. What the model leaves out: a third delivery at the same time, and a payment provider that fails.
 */
export type Strategy = "none" | "read-first" | "mark-first" | "lock" | "lock-and-key" | "transaction";
export type Crash = "none" | "before" | "after";

export interface Setup {
  strategy: Strategy;
  /** The second delivery comes so much later, in milliseconds. */
  gap: number;
  /** What the charge takes, in milliseconds. */
  work: number;
  /** Where the worker of the first delivery ends: nowhere, just before the charge, or just after it. */
  crash: Crash;
  /** A lock that was taken counts for so long, in milliseconds. */
  lease: number;
  /** A delivery that failed comes again after so long, in milliseconds: the visibility timeout. */
  retry: number;
}

/** The record of the order, as the workers see it. */
interface Mark {
  state: "in-progress" | "done";
  /** When an in-progress mark stops counting. */
  until: number;
}

/** What a worker asks the table, or the provider. */
type Step =
  | { kind: "read" }
  /** Writes the mark unless there is one that counts. */
  | { kind: "claim"; state: Mark["state"] }
  | { kind: "charge" }
  | { kind: "complete" }
  /** Charge and mark in one transaction, refused when there is a mark. */
  | { kind: "transact" };

const STEPS: Record<Strategy, Step[]> = {
  none: [{ kind: "charge" }],
  "read-first": [{ kind: "read" }, { kind: "charge" }, { kind: "complete" }],
  "mark-first": [{ kind: "claim", state: "done" }, { kind: "charge" }],
  lock: [{ kind: "claim", state: "in-progress" }, { kind: "charge" }, { kind: "complete" }],
  "lock-and-key": [{ kind: "claim", state: "in-progress" }, { kind: "charge" }, { kind: "complete" }],
  transaction: [{ kind: "transact" }],
};

/** A call to the table, in milliseconds. */
const CALL = 5;
/** A worker that comes back this often without an end is given up: its message goes to the dead-letter queue. */
const DELIVERIES = 6;

export interface Happening {
  time: number;
  delivery: number;
  what:
    | "received"
    | "read-nothing"
    | "read-done"
    | "claimed"
    | "taken-over"
    | "refused-done"
    | "refused-in-progress"
    | "charged"
    | "charged-before"
    | "completed"
    | "transacted"
    | "transaction-refused"
    | "crashed"
    | "given-up";
}

export interface Story {
  happenings: Happening[];
  /** How often the customer paid. */
  charges: number;
}

interface Worker {
  delivery: number;
  attempt: number;
  step: number;
  /** When its next step takes effect. */
  time: number;
}

export function race(setup: Setup): Story {
  const { strategy, crash, lease, retry, gap, work } = setup;
  const steps = STEPS[strategy];
  const happenings: Happening[] = [];
  let mark: Mark | undefined;
  let charges = 0;
  const took = (step: Step): number => (step.kind === "charge" || step.kind === "transact" ? work : CALL);
  const begin = (delivery: number, attempt: number, at: number): Worker => ({
    delivery,
    attempt,
    step: -1,
    time: at,
  });
  let workers = [begin(1, 1, 0), begin(2, 1, gap)];

  while (workers.length) {
    // Whose step takes effect first; at the same moment the first delivery.
    const worker = workers.reduce((first, other) => (other.time < first.time ? other : first));
    const { time, delivery, attempt } = worker;
    const tell = (what: Happening["what"]): void => void happenings.push({ time, delivery, what });
    const leave = (): void => void (workers = workers.filter((other) => other !== worker));
    const comeBack = (): void => {
      leave();
      if (attempt < DELIVERIES) workers.push(begin(delivery, attempt + 1, time + retry));
      else tell("given-up");
    };
    const crashesNow = (place: Crash): boolean => crash === place && delivery === 1 && attempt === 1;
    const goOn = (): void => {
      const next = steps[++worker.step];
      if (!next) return leave();
      const isEffect = next.kind === "charge" || next.kind === "transact";
      if (isEffect && crashesNow("before")) {
        tell("crashed");
        comeBack();
      } else worker.time = time + took(next);
    };

    const step = steps[worker.step];
    switch (step?.kind) {
      case undefined:
        tell("received");
        goOn();
        break;
      case "read":
        tell(mark ? "read-done" : "read-nothing");
        if (mark) leave();
        else goOn();
        break;
      case "claim": {
        const counts = mark !== undefined && (mark.state === "done" || time < mark.until);
        if (counts && mark!.state === "done") {
          tell("refused-done");
          leave();
        } else if (counts) {
          tell("refused-in-progress");
          comeBack();
        } else {
          tell(mark ? "taken-over" : "claimed");
          mark = { state: step.state, until: step.state === "done" ? Infinity : time + lease };
          goOn();
        }
        break;
      }
      case "charge":
        if (strategy === "lock-and-key" && charges > 0) tell("charged-before");
        else {
          charges++;
          tell("charged");
        }
        if (crashesNow("after")) {
          tell("crashed");
          comeBack();
        } else goOn();
        break;
      case "complete":
        mark = { state: "done", until: Infinity };
        tell("completed");
        goOn();
        break;
      case "transact":
        if (mark) {
          tell("transaction-refused");
          leave();
          break;
        }
        mark = { state: "done", until: Infinity };
        charges++;
        tell("transacted");
        if (crashesNow("after")) {
          tell("crashed");
          comeBack();
        } else goOn();
        break;
    }
  }
  return { happenings, charges };
}
