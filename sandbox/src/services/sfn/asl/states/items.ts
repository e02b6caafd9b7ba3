import { effectiveInput, languageOf, unexpected } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { EvaluationFailure, StatesError } from "../errors.ts";
import type { Json, JsonObject } from "../../../../core/json.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { readPath } from "../path/json-path.ts";
import { fillTemplate } from "../payload-template.ts";
import type { Scope } from "../scope.ts";

/** What a Map state iterates over, where that stands in its input: Items or ItemsPath. */
export async function itemsOf(state: StateDefinition, input: Json, scope: Scope): Promise<Json[]> {
  if (languageOf(state, scope) === "JSONata") {
    if (state.Items === undefined) {
      if (!Array.isArray(input))
        throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(input)}`);
      return input;
    }
    const items = await evaluateJsonata(state.Items, "Items", { input }, scope);
    if (!Array.isArray(items))
      throw new EvaluationFailure(unexpected(String(state.Items), "Items", "array", items), "Items");
    return items;
  }
  const selected = effectiveInput(state, input, scope);
  const path = state.ItemsPath ?? "$";
  const items = readPath(path, selected, scope);
  if (!Array.isArray(items))
    throw new StatesError("States.Runtime", `Reference path "${path.replace(/^\$\$/, "$")}" must point to array.`);
  return items;
}

/** What one iteration gets: the item, or what ItemSelector makes of it. `scope` has Map.Item in its context. */
export async function itemInput(state: StateDefinition, input: Json, item: Json, scope: Scope): Promise<Json> {
  const selector = state.ItemSelector ?? state.Parameters;
  if (selector === undefined) return item;
  if (languageOf(state, scope) === "JSONata") return evaluateJsonata(selector, "ItemSelector", { input }, scope);
  return fillTemplate(selector, effectiveInput(state, input, scope), scope);
}

/** The part of the context object that tells an iteration its item. */
export function itemContext(index: number, item: Json): JsonObject {
  return { Map: { Item: { Index: index, Value: item } } };
}
