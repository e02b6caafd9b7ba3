import { createHash, randomUUID } from "node:crypto";
import { Aborted, StatesError } from "../asl/errors.ts";
import { History } from "../asl/history.ts";
import type { Callback, Host, TaskCall } from "../asl/host.ts";
import type { Json } from "../../../core/json.ts";
import { runExecution } from "../asl/run-execution.ts";
import { isRecorded } from "./match.ts";
import { payloadOf, type RecordedEvent } from "./recordings.ts";

interface Ended {
  output?: Json;
  error?: StatesError;
}

/** What the world answered to one task when the history was recorded. */
interface Answer {
  parameters: unknown;
  submitted?: Json;
  /** Undefined: its time was over. */
  end: Ended | undefined;
}

/** A world in which tasks answer what they answered when the history was recorded, and time passes when nothing else happens. */
export function replayHost(events: RecordedEvent[]): Host {
  const answers = answersIn(events);
  let now = Date.parse("2026-11-21T00:00:00Z");
  const sleepers: { at: number; wake: () => void }[] = [];
  let isPassing = false;
  const pass = () => {
    if (isPassing) return;
    isPassing = true;
    // Long enough for all that is ready to run.
    setTimeout(() => {
      isPassing = false;
      const [next] = sleepers.toSorted((a, b) => a.at - b.at);
      if (!next) return;
      sleepers.splice(sleepers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.wake();
      pass();
    }, 5);
  };
  let offered: Answer | undefined;
  const host: Host = {
    region: "us-east-1",
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + milliseconds, wake: resolve };
        const abort = () => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal.reason instanceof Aborted ? signal.reason : new Aborted());
        };
        if (signal.aborted) return reject(new Aborted());
        signal.addEventListener("abort", abort, { once: true });
        sleepers.push(sleeper);
        pass();
      }),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    fork: (branch) => branch(),
    waiting: (event) => event,
    uuid: () => randomUUID(),
    random: () => 0.5,
    hash: (text, algorithm) => createHash(algorithm).update(text).digest("hex"),
    check: async () => {},
    async call(task) {
      const answer = take(answers, task);
      offered = answer;
      if (answer.submitted !== undefined) return answer.submitted;
      return settle(answer.end);
    },
    completion: () => settle(offered?.end),
    openCallback: (): Callback => {
      let answer: Answer | undefined;
      return {
        token: `token-${randomUUID()}`,
        // Read after the request was answered.
        get result() {
          return settle((answer ?? offered)?.end);
        },
        onHeartbeat: () => {},
        offer: async () => {
          answer = answers.shift();
          const started = events.find(({ type }) => type === "ActivityStarted");
          return started?.["activityStartedEventDetails"] ?? {};
        },
        close: () => {},
      };
    },
    openMapRun: ({ label, processor }) => ({
      arn: `arn:aws:states:us-east-1:111111111111:mapRun:machine/${label ?? randomUUID()}:${randomUUID()}`,
      execute: async (input, context, signal) => {
        const end = await runExecution(
          { definition: processor, input, context, roleArn: "role" },
          new History(() => now),
          host,
          signal,
        );
        if (end.status !== "SUCCEEDED") throw new StatesError(end.error, end.cause);
        return end.output;
      },
      begin: () => {},
      records: () => [],
      end: () => {},
    }),
  };
  return host;
}

function take(answers: Answer[], { parameters }: TaskCall): Answer {
  const index = answers.findIndex((answer) => isRecorded(answer.parameters, parameters));
  const [answer] = answers.splice(Math.max(0, index), 1);
  if (!answer) throw new Error("the recording has no answer to this task");
  return answer;
}

function settle(end: Ended | undefined): Promise<Json> {
  if (!end) return new Promise(() => {});
  return end.error ? Promise.reject(end.error) : Promise.resolve(end.output!);
}

function answersIn(events: RecordedEvent[]): Answer[] {
  const ends = events.filter(({ type }) => /^(Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut)$/.test(type));
  const submissions = events.filter(({ type }) => type === "TaskSubmitted");
  return events
    .filter(({ type }) => /^(Task|LambdaFunction|Activity)Scheduled$/.test(type))
    .map((scheduled) => {
      const details = detailsOf(scheduled);
      const submitted = follow(scheduled, submissions, events);
      const end = follow(scheduled, ends, events);
      return {
        parameters: details["parameters"] ?? details["input"],
        ...(submitted && { submitted: payloadOf(detailsOf(submitted)["output"]) }),
        end: end && endOf(end),
      };
    });
}

/** The event among `wanted` that a scheduled task led to: along the ids, or the first where they are not certain. */
function follow(from: RecordedEvent, wanted: RecordedEvent[], events: RecordedEvent[]): RecordedEvent | undefined {
  if (typeof from.id !== "number") {
    const index = wanted.findIndex(({ id }) => typeof id !== "number");
    return index < 0 ? undefined : wanted.splice(index, 1)[0];
  }
  let { id } = from as { id: number };
  for (;;) {
    const next = events.find(
      ({ previousEventId, type }) => previousEventId === id && /^(Task|LambdaFunction|Activity)(?!State)/.test(type),
    );
    if (!next || next.type.endsWith("Scheduled")) return undefined;
    if (wanted.includes(next)) return next;
    id = next.id as number;
  }
}

function endOf(event: RecordedEvent): Ended | undefined {
  if (event.type.endsWith("TimedOut")) return undefined;
  const { output, error, cause } = detailsOf(event);
  if (event.type.endsWith("Succeeded")) return { output: payloadOf(output) };
  return {
    error: new StatesError(
      error as string | undefined,
      typeof cause === "object" ? JSON.stringify(cause) : (cause as string | undefined),
    ),
  };
}

function detailsOf(event: RecordedEvent): Record<string, unknown> {
  const key = Object.keys(event).find((name) => name.endsWith("EventDetails"));
  return key === undefined ? {} : (event[key] as Record<string, unknown>);
}
