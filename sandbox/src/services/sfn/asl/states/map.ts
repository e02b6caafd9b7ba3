import { conclude, effectiveInput, numberIn, type Outcome } from "../data-flow.ts";
import type { ItemProcessor, StateDefinition } from "../definition.ts";
import { Aborted } from "../errors.ts";
import type { Json } from "../../../../core/json.ts";
import { within, type Scope } from "../scope.ts";
import { tellAborted } from "./aborted.ts";
import { itemContext, itemInput, itemsOf } from "./items.ts";
import { runDistributed } from "./map-run.ts";
import { inPool } from "./pool.ts";

/** An inline Map runs as many iterations at a time: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html (2026-11) */
const MAX_INLINE_CONCURRENCY = 40;

export async function runMap(state: StateDefinition, input: Json, scope: Scope, name: string): Promise<Outcome> {
  const processor = (state.ItemProcessor ?? state.Iterator)!;
  const result =
    processor.ProcessorConfig?.Mode === "DISTRIBUTED"
      ? await runDistributed(state, processor, input, scope)
      : await new InlineMap(state, processor, input, scope, name).run();
  return conclude(state, input, result, scope);
}

interface Iteration {
  scope: Scope;
  /** Started, and not ended yet. */
  runs: boolean;
}

class InlineMap {
  readonly #state: StateDefinition;
  readonly #processor: ItemProcessor;
  readonly #input: Json;
  readonly #scope: Scope;
  readonly #name: string;
  readonly #ended = new AbortController();
  readonly #iterations: (Iteration | undefined)[] = [];
  #failed: { error: unknown; index: number } | undefined;
  #lastSucceeded = 0;

  constructor(state: StateDefinition, processor: ItemProcessor, input: Json, scope: Scope, name: string) {
    this.#state = state;
    this.#processor = processor;
    this.#input = input;
    this.#scope = scope;
    this.#name = name;
  }

  async run(): Promise<Json> {
    const scope = this.#scope;
    const items = await itemsOf(this.#state, this.#input, scope);
    const concurrency = await numberIn(
      this.#state,
      "MaxConcurrency",
      effectiveInput(this.#state, this.#input, scope),
      scope,
    );
    scope.previous = scope.history.add("MapStateStarted", scope.previous, { length: items.length });
    const started = scope.previous;
    const results = await inPool(
      items,
      Math.min(concurrency || MAX_INLINE_CONCURRENCY, MAX_INLINE_CONCURRENCY),
      started,
      scope.host,
      (item, index, previous) => this.#iterate(item, index, previous),
    );
    if (this.#failed) this.#fail(this.#failed);
    if (scope.signal.aborted) throw new Aborted();
    scope.previous = items.length === 0 ? started : this.#lastSucceeded;
    scope.history.add("MapStateSucceeded", scope.previous);
    return results as Json[];
  }

  /** Returns the result and the id of the last event of the iteration, after which the next one begins. */
  async #iterate(item: Json, index: number, previous: number): Promise<{ result?: Json; previous: number }> {
    const { history } = this.#scope;
    const signal = AbortSignal.any([this.#scope.signal, this.#ended.signal]);
    if (signal.aborted) return { previous };
    const scope = within(this.#scope, { signal, context: itemContext(index, item) });
    const iteration: Iteration = { scope, runs: true };
    this.#iterations[index] = iteration;
    scope.previous = history.add("MapIterationStarted", previous, this.#details(index));
    try {
      await this.#scope.host.turn();
      const input = await itemInput(this.#state, this.#input, item, scope);
      const result = await scope.run(this.#processor, input, scope);
      this.#lastSucceeded = history.add("MapIterationSucceeded", scope.previous, this.#details(index));
      iteration.runs = false;
      return { result, previous: scope.previous };
    } catch (error) {
      if (!this.#failed && !(error instanceof Aborted)) this.#failed = { error, index };
      this.#ended.abort(new Aborted());
      return { previous: scope.previous };
    }
  }

  #fail({ error, index }: { error: unknown; index: number }): never {
    const { history } = this.#scope;
    const scope = this.#scope;
    scope.previous = this.#iterations[index]!.scope.previous;
    for (const [at, iteration] of this.#iterations.entries()) {
      if (!iteration?.runs) continue;
      history.add(at === index ? "MapIterationFailed" : "MapIterationAborted", scope.previous, this.#details(at));
      tellAborted(iteration.scope, scope);
    }
    throw error;
  }

  #details(index: number): object {
    return { index, name: this.#name };
  }
}
