/**
 * Messages of a standard queue, read in batches by a function through Lambda's event source mapping, until each is handled or in the dead-letter queue.
 * rules.test.ts compares the rules with the sandbox. What the model leaves out: throttling, the time that reading and
 * starting take, and chance: on AWS a batch that comes again is not always put together from the same messages.
 */
export interface Setup {
  messages: number;
  /** Messages among them that can never be handled, spread evenly. */
  poison: number;
  batch: number;
  /** throw: the function gives up at the first message that fails; report: it goes on and names those that failed (ReportBatchItemFailures). */
  answer: "throw" | "report";
  /** What handling one message takes, in seconds. */
  seconds: number;
  /** Time-out of the function, in seconds. */
  timeout: number;
  /** Visibility timeout of the queue, in seconds; at least the time-out, or Lambda refuses the mapping. */
  visibility: number;
  /** maxReceiveCount; 0: the queue has no dead-letter queue. */
  receives: number;
  /** Batches at the same time. */
  environments: number;
}

interface Message {
  isPoison: boolean;
  /** How often the function had it. */
  receives: number;
  /** How often its work was done. */
  handled: number;
  /** circling: still coming back when the story was broken off. */
  end: "done" | "dead" | "circling";
}

/** What the queues hold from `time` on. */
export interface Moment {
  time: number;
  waiting: number;
  inFlight: number;
  dead: number;
}

/** One invocation. */
interface Batch {
  time: number;
  size: number;
  /** The most often received of its messages. */
  receive: number;
  outcome: "done" | "reported" | "threw" | "timed-out";
  handled: number;
  /** Messages that come back. */
  back: number;
}

export interface Story {
  messages: Message[];
  moments: Moment[];
  /** The first of them: who reads a thousand has learnt nothing more. */
  batches: Batch[];
  invocations: number;
  /** When the last message was gone, or the story was broken off, in seconds. */
  end: number;
}

const TOLD_BATCHES = 12;
const TOLD_MOMENTS = 400;

interface Entry extends Omit<Message, "end"> {
  end?: Message["end"];
  /** When it can be received again. */
  visibleAt: number;
}

/** Without a dead-letter queue what fails comes back for days: the story ends after so many visibility timeouts. */
const ENDLESS_ROUNDS = 8;

export function tell(setup: Setup): Story {
  const patience = setup.receives > 0 ? Infinity : ENDLESS_ROUNDS * setup.visibility;
  const entries = sent(setup);
  const moments: Moment[] = [];
  const batches: Batch[] = [];
  /** When the batches that run end, each with what it deletes then. */
  let running: { time: number; done: Entry[] }[] = [];
  let invocations = 0;
  let time = 0;
  for (;;) {
    for (const { done } of running.filter((batch) => batch.time <= time)) for (const entry of done) entry.end = "done";
    running = running.filter((batch) => batch.time > time);
    while (running.length < setup.environments) {
      const batch = receive(entries, setup, time);
      if (!batch.length) break;
      const { seconds, ...outcome } = invoke(batch, setup);
      invocations++;
      const done = batch.filter((entry) => outcome.deleted.has(entry));
      running.push({ time: time + seconds, done });
      if (batches.length < TOLD_BATCHES)
        batches.push({
          time,
          size: batch.length,
          receive: Math.max(...batch.map(({ receives }) => receives)),
          outcome: outcome.outcome,
          handled: outcome.handled,
          back: batch.length - done.length,
        });
    }
    if (moments.length < TOLD_MOMENTS) moments.push(momentAt(entries, time));
    if (!left(entries).length) break;
    const next = Math.min(
      ...running.map((batch) => batch.time),
      ...left(entries).flatMap(({ visibleAt }) => (visibleAt > time ? [visibleAt] : [])),
    );
    if (next > patience) {
      for (const entry of left(entries)) entry.end = "circling";
      break;
    }
    time = next;
  }
  return { messages: entries as Message[], moments, batches, invocations, end: time };
}

function sent({ messages, poison }: Setup): Entry[] {
  const places = new Set(Array.from({ length: poison }, (_, index) => Math.floor(((index + 0.5) * messages) / poison)));
  return Array.from({ length: messages }, (_, index) => ({
    isPoison: places.has(index),
    receives: 0,
    handled: 0,
    visibleAt: 0,
  }));
}

const left = (entries: Entry[]): Entry[] => entries.filter(({ end }) => end === undefined);

/** What SQS hands out. A message that was received often enough goes to the dead-letter queue when it would be received once more. */
function receive(entries: Entry[], { batch, receives, visibility }: Setup, time: number): Entry[] {
  const received: Entry[] = [];
  const visible = left(entries)
    .filter(({ visibleAt }) => visibleAt <= time)
    .toSorted((a, b) => a.visibleAt - b.visibleAt);
  for (const entry of visible) {
    if (received.length === batch) break;
    if (receives > 0 && entry.receives >= receives) {
      entry.end = "dead";
      continue;
    }
    entry.receives++;
    entry.visibleAt = time + visibility;
    received.push(entry);
  }
  return received;
}

interface Invoked {
  seconds: number;
  outcome: Batch["outcome"];
  handled: number;
  deleted: Set<Entry>;
}

/** One message after the other. Whatever ends an invocation early sends the whole batch back, also what was done already. */
function invoke(batch: Entry[], { answer, seconds, timeout }: Setup): Invoked {
  let handled = 0;
  let elapsed = 0;
  const deleted = new Set<Entry>();
  for (const entry of batch) {
    elapsed += seconds;
    // A sum of tenths is not exact.
    if (elapsed > timeout + 1e-9) return { seconds: timeout, outcome: "timed-out", handled, deleted: new Set() };
    if (entry.isPoison) {
      if (answer === "throw") return { seconds: elapsed, outcome: "threw", handled, deleted: new Set() };
      continue;
    }
    entry.handled++;
    handled++;
    deleted.add(entry);
  }
  return { seconds: elapsed, outcome: deleted.size < batch.length ? "reported" : "done", handled, deleted };
}

function momentAt(entries: Entry[], time: number): Moment {
  const rest = left(entries);
  return {
    time,
    waiting: rest.filter(({ visibleAt }) => visibleAt <= time).length,
    inFlight: rest.filter(({ visibleAt }) => visibleAt > time).length,
    dead: entries.filter(({ end }) => end === "dead").length,
  };
}
