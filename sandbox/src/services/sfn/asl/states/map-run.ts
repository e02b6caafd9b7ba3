import { effectiveInput, numberIn } from "../data-flow.ts";
import type { ItemProcessor, StateDefinition } from "../definition.ts";
import { Aborted, EvaluationFailure, StatesError } from "../errors.ts";
import { failureOf } from "../history.ts";
import type { MapRun } from "../host.ts";
import type { Json } from "../../../../core/json.ts";
import { within, type Scope } from "../scope.ts";
import { inBatches } from "./item-batcher.ts";
import { readItems } from "./item-reader.ts";
import { itemContext, itemInput, itemsOf } from "./items.ts";
import { inPool } from "./pool.ts";
import { writeResults } from "./result-writer.ts";

const MAX_CONCURRENCY = 10_000;

/** A Map state in the mode DISTRIBUTED: its iterations are executions of their own, which a Map Run counts. */
export async function runDistributed(
  state: StateDefinition,
  processor: ItemProcessor,
  input: Json,
  scope: Scope,
): Promise<Json> {
  const { host, history } = scope;
  const given = state.ItemReader ? undefined : await itemsOf(state, input, scope);
  const selected = effectiveInput(state, input, scope);
  // What a reader brings is not counted here.
  scope.previous = history.add("MapStateStarted", scope.previous, { length: given?.length ?? 0 });
  const concurrency = (await numberIn(state, "MaxConcurrency", selected, scope)) ?? 0;
  const tolerated = await toleratedFailures(state, selected, scope);
  const run = host.openMapRun({ label: state.Label, processor, maxConcurrency: concurrency, ...tolerated });
  const started = history.add("MapRunStarted", scope.previous, { mapRunArn: run.arn });
  scope.previous = started;
  try {
    const items = given ?? (await readItems(state, selected, scope));
    const results = await execute(items, run, { state, input, selected, concurrency, tolerated }, scope);
    const result = state.ResultWriter?.["Resource"] ? await writeResults(state, selected, run, scope) : results;
    run.end("SUCCEEDED");
    const succeeded = history.add("MapRunSucceeded", started);
    history.add("MapStateSucceeded", succeeded);
    return result;
  } catch (error) {
    run.end("FAILED");
    if (error instanceof StatesError) scope.previous = history.add("MapRunFailed", started, failureOf(error));
    throw error;
  }
}

interface Settings {
  state: StateDefinition;
  input: Json;
  selected: Json;
  concurrency: number;
  tolerated: { toleratedFailureCount: number; toleratedFailurePercentage: number };
}

async function execute(items: Json[], run: MapRun, settings: Settings, scope: Scope): Promise<Json[]> {
  const { state, input, selected, tolerated } = settings;
  const allowed = Math.max(
    tolerated.toleratedFailureCount,
    (items.length * tolerated.toleratedFailurePercentage) / 100,
  );
  const ended = new AbortController();
  const signal = AbortSignal.any([scope.signal, ended.signal]);
  const contextOf = (index: number, item: Json) => within(scope, { signal, context: itemContext(index, item) });
  let inputs: Json[] = [];
  for (const [index, item] of items.entries()) inputs.push(await itemInput(state, input, item, contextOf(index, item)));
  if (state.ItemBatcher) inputs = await inBatches(inputs, state, selected, scope);
  run.begin(inputs.length);

  let failures = 0;
  const results = await inPool(inputs, settings.concurrency || MAX_CONCURRENCY, 0, scope.host, async (each, index) => {
    if (signal.aborted) return { previous: 0 };
    const { context } = state.ItemBatcher ? scope : contextOf(index, items[index]!);
    try {
      return { result: await run.execute(each, context, AbortSignal.any([signal])), previous: 0 };
    } catch (error) {
      if (!(error instanceof Aborted) && ++failures > allowed) ended.abort(new Aborted());
      return { previous: 0 };
    }
  });
  if (scope.signal.aborted) throw new Aborted();
  if (failures > allowed)
    throw new StatesError(
      "States.ExceedToleratedFailureThreshold",
      "The specified tolerated failure threshold was exceeded",
    );
  return results.filter((result) => result !== undefined);
}

async function toleratedFailures(state: StateDefinition, input: Json, scope: Scope) {
  const count = await numberIn(state, "ToleratedFailureCount", input, scope);
  if (count !== undefined && count < 0) throw new EvaluationFailure("ToleratedFailureCount cannot be negative.");
  const percentage = await numberIn(state, "ToleratedFailurePercentage", input, scope);
  if (percentage !== undefined && (percentage < 0 || percentage > 100))
    throw new EvaluationFailure("ToleratedFailurePercentage must be between 0 and 100.");
  return { toleratedFailureCount: count ?? 0, toleratedFailurePercentage: percentage ?? 0 };
}
