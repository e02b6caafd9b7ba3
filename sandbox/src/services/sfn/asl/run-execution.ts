import type { StateMachineDefinition } from "./definition.ts";
import { Aborted, StatesError } from "./errors.ts";
import { failureOf, HistoryFull, inputOf, outputOf, type History } from "./history.ts";
import type { Host } from "./host.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { runStates } from "./run-states.ts";
import { Variables } from "./scope.ts";

export type ExecutionEnd =
  | { status: "SUCCEEDED"; output: Json }
  | {
      status: "FAILED" | "TIMED_OUT" | "ABORTED";
      error?: string;
      cause?: string;
      /** What the host threw that is no error of the states language: it ends the execution, whatever its states would catch. */
      fault?: unknown;
    };

export interface ExecutionRequest {
  definition: StateMachineDefinition;
  input: Json;
  /** Execution and StateMachine, as the context object has them. */
  context: JsonObject;
  roleArn: string;
}

/** The reason of an abort that StopExecution gives. */
export class Stopped extends Aborted {
  readonly failure: { error?: string; cause?: string };

  constructor(failure: { error?: string; cause?: string }) {
    super();
    this.failure = failure;
  }
}

/** Runs a state machine to its end, and tells each step in the history. */
export async function runExecution(
  { definition, input, context, roleArn }: ExecutionRequest,
  history: History,
  host: Host,
  stop: AbortSignal,
): Promise<ExecutionEnd> {
  history.add("ExecutionStarted", 0, { ...inputOf(input), roleArn });
  const time = new AbortController();
  if (definition.TimeoutSeconds !== undefined)
    host.sleep(definition.TimeoutSeconds * 1000, AbortSignal.any([stop, time.signal])).then(
      () => time.abort(new TimedOut()),
      () => {},
    );
  const signal = AbortSignal.any([stop, time.signal]);
  const scope = {
    run: runStates,
    host,
    history,
    variables: new Variables(),
    context,
    queryLanguage: definition.QueryLanguage ?? ("JSONPath" as const),
    previous: 0,
    signal,
  };
  try {
    const output = await unlessAborted(runStates(definition, input, scope), signal);
    history.add("ExecutionSucceeded", scope.previous, outputOf(output));
    return { status: "SUCCEEDED", output };
  } catch (error) {
    if (error instanceof TimedOut) {
      history.add("ExecutionTimedOut", scope.previous, { error: "States.Timeout" });
      return { status: "TIMED_OUT", error: "States.Timeout" };
    }
    if (error instanceof Stopped) {
      history.add("ExecutionAborted", 0, error.failure);
      return { status: "ABORTED", ...error.failure };
    }
    const failure: { error?: string; cause?: string; fault?: unknown } =
      error instanceof StatesError
        ? failureOf(error)
        : error instanceof HistoryFull
          ? { error: "States.Runtime", cause: error.message }
          : { error: (error as Error).name, cause: (error as Error).message, fault: error };
    const { fault: _, ...details } = failure;
    history.add("ExecutionFailed", scope.previous, details);
    return { status: "FAILED", ...failure };
  } finally {
    time.abort(new Aborted());
    history.close();
  }
}

class TimedOut extends Aborted {}

/** The result, unless the execution is ended from outside before: states that go on then are on their own. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => {});
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
  aborted.catch(() => {});
  return Promise.race([work, aborted]);
}
