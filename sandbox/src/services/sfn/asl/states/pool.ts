import type { Host } from "../host.ts";
import type { Json } from "../../../../core/json.ts";

/**
 * Runs `work` for each item, `size` at a time, each begin after the end of the one before it in its place; `previous` is handed on from one to
 * the next. The results stand in the order of the items.
 */
export async function inPool(
  items: Json[],
  size: number,
  previous: number,
  host: Host,
  work: (item: Json, index: number, previous: number) => Promise<{ result?: Json; previous: number }>,
): Promise<(Json | undefined)[]> {
  const results: (Json | undefined)[] = items.map(() => undefined);
  let next = 0;
  const worker = async () => {
    let last = previous;
    while (next < items.length) {
      const index = next++;
      const done = await work(items[index]!, index, last);
      results[index] = done.result;
      last = done.previous;
    }
  };
  const workers = Array.from({ length: Math.min(size, items.length) }, () => host.fork(worker));
  await host.waiting(Promise.all(workers));
  return results;
}
