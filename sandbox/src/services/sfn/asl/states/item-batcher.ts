import { languageOf, numberIn } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import type { Json, JsonObject } from "../../../../core/json.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { fillTemplate } from "../payload-template.ts";
import type { Scope } from "../scope.ts";

/** Items in batches, each the input of one execution: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html (2026-11) */
export async function inBatches(items: Json[], state: StateDefinition, input: Json, scope: Scope): Promise<Json[]> {
  const batcher = state.ItemBatcher!;
  const maxItems = (await numberIn(batcher, "MaxItemsPerBatch", input, scope)) ?? Infinity;
  const maxBytes = (await numberIn(batcher, "MaxInputBytesPerBatch", input, scope)) ?? Infinity;
  const given = batcher["BatchInput"];
  const more: JsonObject = {};
  if (given !== undefined)
    more["BatchInput"] =
      languageOf(state, scope) === "JSONata"
        ? await evaluateJsonata(given, "ItemBatcher/BatchInput", { input }, scope)
        : fillTemplate(given, input, scope);

  const batches: Json[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = new TextEncoder().encode(JSON.stringify(item)).length;
    const batch = batches.at(-1);
    if (batch && batch.length < maxItems && bytes + size <= maxBytes) {
      batch.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches.map((batch) => ({ ...more, Items: batch }));
}
