import { concludeJsonata, languageOf, mergeResult, type Outcome } from "./data-flow.ts";
import type { Catcher, StateDefinition } from "./definition.ts";
import { EvaluationFailure, matches, StatesError } from "./errors.ts";
import { inputOf, outputOf } from "./history.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import { fillTemplate } from "./payload-template.ts";
import { delayOf, Retries } from "./retries.ts";
import type { Scope } from "./scope.ts";
import { checkSize } from "./size.ts";
import { runMap } from "./states/map.ts";
import { runParallel } from "./states/parallel.ts";
import { runChoice, runFail, runPass, runSucceed } from "./states/simple.ts";
import { runTask } from "./states/task.ts";
import { runWait } from "./states/wait.ts";

type Run = (state: StateDefinition, input: Json, scope: Scope, name: string) => Promise<Outcome>;

const RUNS: Record<StateDefinition["Type"], Run> = {
  Pass: runPass,
  Succeed: runSucceed,
  Fail: runFail,
  Choice: runChoice,
  Wait: runWait,
  Task: runTask,
  Parallel: runParallel,
  Map: runMap,
};

/** Parallel and Map tell their failure by an event of their own, when it is final. */
const TELLS_FAILURE = new Set(["Parallel", "Map"]);

/** Runs one state, with its retries and catchers, and tells of it in the history. */
export async function runState(name: string, state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const { history, host, previous: before } = scope;
  const entered = history.add(
    `${state.Type}StateEntered`,
    scope.previous,
    { name, ...inputOf(input) },
    "stateEnteredEventDetails",
  );
  scope.previous = entered;
  scope.running = state.Type;
  scope.context = {
    ...scope.context,
    State: {
      Name: name,
      EnteredTime: new Date(host.now()).toISOString(),
      ...(state.Type === "Task" && { RetryCount: 0 }),
    },
  };
  const outcome = await attempt({ name, state, entered, before, input }, scope);
  checkSize(outcome.output, name);
  scope.variables.assign(outcome.assigned ?? {});
  delete scope.running;
  if (state.Type !== "Fail")
    scope.previous = history.add(
      `${state.Type}StateExited`,
      scope.previous,
      { name, ...outputOf(outcome.output), ...assignedOf(outcome.assigned) },
      "stateExitedEventDetails",
    );
  const next = outcome.next ?? state.Next;
  return { output: outcome.output, ...(next === undefined ? {} : { next }) };
}

function assignedOf(assigned: JsonObject | undefined): object {
  if (!assigned || Object.keys(assigned).length === 0) return {};
  return {
    assignedVariables: Object.fromEntries(
      Object.entries(assigned).map(([variable, value]) => [variable, JSON.stringify(value)]),
    ),
    assignedVariablesDetails: { truncated: false },
  };
}

interface Entered {
  name: string;
  state: StateDefinition;
  /** The id of the event, and that of the one before it. */
  entered: number;
  before: number;
  input: Json;
}

async function attempt(at: Entered, scope: Scope): Promise<Outcome> {
  const { state, input, name } = at;
  const { host } = scope;
  const retries = new Retries();
  for (;;)
    try {
      return await RUNS[state.Type](state, input, scope, name);
    } catch (thrown) {
      const error = asStatesError(thrown, at, scope);
      const retrier = retries.take(error, state.Retry ?? []);
      if (!retrier) {
        // As recorded: not when a path could not be evaluated, but when an expression could not.
        const isPath = thrown instanceof EvaluationFailure && languageOf(state, scope) === "JSONPath";
        if (TELLS_FAILURE.has(state.Type) && !isPath)
          scope.previous = scope.history.add(`${state.Type}StateFailed`, scope.previous);
        return await caught(error, at, scope).catch((failure: unknown) => {
          throw asStatesError(failure, at, scope);
        });
      }
      await host.waiting(host.sleep(delayOf(retrier.retrier, retrier.attempt, host.random()), scope.signal));
      const { State } = scope.context;
      if (isObject(State) && "RetryCount" in State)
        scope.context = { ...scope.context, State: { ...State, RetryCount: Number(State["RetryCount"]) + 1 } };
    }
}

/** Whatever a state throws, as Retry and Catch see it. Failed evaluations name their state; in JSONata they are an event too. */
function asStatesError(thrown: unknown, { name, state, entered, before }: Entered, scope: Scope): StatesError {
  if (thrown instanceof StatesError) return thrown;
  if (!(thrown instanceof EvaluationFailure)) throw thrown;
  const cause = `An error occurred while executing the state '${name}' (entered at the event id #${entered}). ${thrown.message}`;
  if (languageOf(state, scope) !== "JSONata") return new StatesError("States.Runtime", cause);
  const error = new StatesError("States.QueryEvaluationError", cause);
  scope.previous = scope.history.add("EvaluationFailed", thrown.isAfterEntry ? scope.previous : before, {
    cause,
    error: error.error,
    ...(thrown.location === undefined ? {} : { location: thrown.location }),
    state: name,
  });
  return error;
}

async function caught(error: StatesError, { state, input }: Entered, scope: Scope): Promise<Outcome> {
  const catcher = state.Catch?.find(({ ErrorEquals }) => matches(error, ErrorEquals));
  if (!catcher) throw error;
  return { ...(await outcomeOf(catcher, error, state, input, scope)), next: catcher.Next };
}

async function outcomeOf(
  catcher: Catcher,
  error: StatesError,
  state: StateDefinition,
  input: Json,
  scope: Scope,
): Promise<Outcome> {
  const errorOutput = { Error: error.error ?? null, Cause: error.errorCause ?? null };
  if (languageOf(state, scope) === "JSONata")
    return concludeJsonata(catcher, { input, errorOutput }, errorOutput, scope);
  return {
    output: mergeResult(catcher.ResultPath, input, errorOutput),
    ...(catcher.Assign && { assigned: fillTemplate(catcher.Assign, errorOutput, scope) as JsonObject }),
  };
}
