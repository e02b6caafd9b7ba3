import type { QueryLanguage, States } from "./definition.ts";
import type { History } from "./history.ts";
import type { Host } from "./host.ts";
import type { Json, JsonObject } from "../../../core/json.ts";

/** Workflow variables: a branch sees those around it and has its own. */
export class Variables {
  #own = new Map<string, Json>();
  readonly #around: Variables | undefined;

  constructor(around?: Variables) {
    this.#around = around;
  }

  get(name: string): Json | undefined {
    return this.#own.has(name) ? this.#own.get(name) : this.#around?.get(name);
  }

  has(name: string): boolean {
    return this.#own.has(name) || (this.#around?.has(name) ?? false);
  }

  assign(values: Record<string, Json>): void {
    for (const [name, value] of Object.entries(values)) this.#own.set(name, value);
  }

  all(): Record<string, Json> {
    return { ...this.#around?.all(), ...Object.fromEntries(this.#own) };
  }
}

/** Runs the states of a machine, a branch or a processor from StartAt to an end. */
type RunStates = (machine: States, input: Json, scope: Scope) => Promise<Json>;

/** Where a sequence of states runs: the execution itself, a branch, an iteration. */
export interface Scope {
  run: RunStates;
  host: Host;
  history: History;
  variables: Variables;
  /** The context object, $$ or $states.context. */
  context: JsonObject;
  queryLanguage: QueryLanguage;
  /** The id of the last event on this path. */
  previous: number;
  /** Ends the sequence from outside. */
  signal: AbortSignal;
  /** The state that runs: the events of an abort name its type. */
  running?: string;
}

/** A scope within another: for a branch or an iteration. */
export function within(scope: Scope, more: { signal: AbortSignal; context?: JsonObject }): Scope {
  return {
    ...scope,
    variables: new Variables(scope.variables),
    context: { ...scope.context, ...more.context },
    signal: more.signal,
  };
}
