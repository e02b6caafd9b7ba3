import { createHash } from "node:crypto";
import type { StateMachineDefinition } from "./definition.ts";
import { Aborted, StatesError } from "./errors.ts";
import { History, type HistoryEvent } from "./history.ts";
import type { Host, TaskCall } from "./host.ts";
import type { Json } from "../../../core/json.ts";
import { runExecution, type ExecutionEnd } from "./run-execution.ts";

const START = Date.parse("2026-11-21T00:00:00Z");

interface Run {
  end: ExecutionEnd;
  events: HistoryEvent[];
  /** Seconds of the clock. */
  seconds: number;
}

/** Runs a definition in a world whose clock jumps; `call` answers its tasks. */
export async function runInMemory(
  definition: StateMachineDefinition,
  input: Json = {},
  call: (task: TaskCall) => Json | Promise<Json> = () => ({}),
): Promise<Run> {
  let now = START;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const pass = () => {
    const [next] = [...sleepers].toSorted((a, b) => a.at - b.at);
    if (!next) return;
    sleepers.delete(next);
    now = Math.max(now, next.at);
    next.wake();
  };
  const host: Host = {
    region: "us-east-1",
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(new Aborted());
        });
        setTimeout(pass, 5);
      }),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    fork: (branch) => branch(),
    waiting: (event) => event,
    uuid: () => "00000000-0000-4000-8000-000000000000",
    random: () => 0.5,
    hash: (text, algorithm) => createHash(algorithm).update(text).digest("hex"),
    check: async () => {},
    call: async (task) => call(task),
    completion: async (_, answer) => answer,
    openCallback: () => ({
      token: "token",
      result: new Promise(() => {}),
      onHeartbeat: () => {},
      offer: () => new Promise(() => {}),
      close: () => {},
    }),
    openMapRun: () => {
      throw new StatesError("States.Runtime", "no map runs here");
    },
  };
  const history = new History(() => now);
  const context = {
    Execution: { Id: "arn", Input: input, Name: "name", RoleArn: "role", StartTime: "2026-11-21T00:00:00Z" },
    StateMachine: { Id: "machine-arn", Name: "machine" },
  };
  const end = await runExecution(
    { definition, input, context, roleArn: "role" },
    history,
    host,
    new AbortController().signal,
  );
  return { end, events: history.events, seconds: (now - START) / 1000 };
}

/** The output of one state, which must succeed. */
export async function outputOfState(state: object, input: Json = {}, more: object = {}): Promise<Json> {
  const { end } = await runInMemory({ StartAt: "S", States: { S: { End: true, ...state } }, ...more } as never, input);
  if (end.status !== "SUCCEEDED") throw new Error(`${end.error}: ${end.cause}`);
  return end.output;
}
