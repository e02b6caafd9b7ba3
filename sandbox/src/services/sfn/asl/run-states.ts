import type { States } from "./definition.ts";
import { Aborted } from "./errors.ts";
import type { Json } from "../../../core/json.ts";
import { runState } from "./run-state.ts";
import type { Scope } from "./scope.ts";

const STEPS_AT_A_TIME = 20;

/** Runs from StartAt to an end and returns the output. Rejects with the StatesError that nobody caught, or with Aborted. */
export async function runStates({ StartAt, States }: States, input: Json, scope: Scope): Promise<Json> {
  let name = StartAt;
  let value = input;
  for (let steps = 1; ; steps++) {
    // An endless loop must not hold the process.
    if (steps % STEPS_AT_A_TIME === 0) await scope.host.turn();
    if (scope.signal.aborted) throw new Aborted();
    const { output, next } = await runState(name, States[name]!, value, scope);
    if (next === undefined) return output;
    name = next;
    value = output;
  }
}
