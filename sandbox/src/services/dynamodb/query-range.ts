import { invalidParameters, validation } from "./errors.ts";
import type { KeyCondition } from "./expressions/key-condition.ts";
import type { KeySchema } from "./key.ts";
import { encodeKeyValue, keyAttributes } from "./key.ts";
import type { Entry, Position } from "./sorted-items.ts";
import { firstIndex } from "./sorted-items.ts";

/** Which part of a table or index a Query reads. */
export interface Range {
  hash: string;
  /** On the sort key; undefined: all. */
  sort?: { operator: KeyCondition["operator"]; values: string[] };
}

export function queryRange(schema: KeySchema, conditions: Map<string, KeyCondition>): Range {
  if (!schema.sort && conditions.size > 1 && conditions.has(schema.hash.name))
    throw validation("Query key condition not supported");
  for (const { name, type } of keyAttributes(schema)) {
    const condition = conditions.get(name);
    if (!condition) {
      if (name === schema.hash.name || conditions.size > 1)
        throw validation(`Query condition missed key schema element: ${name}`);
      continue;
    }
    if (condition.values.some((value) => value[type] === undefined))
      throw invalidParameters("Condition parameter type does not match schema type");
    if (name === schema.hash.name && condition.operator !== "=") throw validation("Query key condition not supported");
    for (const value of condition.values)
      if (condition.operator !== "begins_with" && (value.S === "" || value.B?.byteLength === 0))
        throw validation(
          `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. Key: ${name}`,
        );
  }
  const sort = schema.sort && conditions.get(schema.sort.name);
  return {
    hash: encodeKeyValue(conditions.get(schema.hash.name)!.values[0]!),
    ...(sort && { sort: { operator: sort.operator, values: sort.values.map(encodeKeyValue) } }),
  };
}

/** AWS accepts only a start key that the query itself could have given. */
export function checkStart(range: Range, start: Position): void {
  if (range.sort && !within(range.sort, start.sort))
    throw validation("The provided starting key does not match the range key predicate");
  if (start.hash !== range.hash)
    throw validation(
      range.sort
        ? "The query can return at most one row and cannot be restarted"
        : "The provided starting key is outside query boundaries based on provided conditions",
    );
}

function within({ operator, values: [low, high] }: NonNullable<Range["sort"]>, sort: string): boolean {
  switch (operator) {
    case "=":
      return sort === low;
    case "<":
      return sort < low!;
    case "<=":
      return sort <= low!;
    case ">":
      return sort > low!;
    case ">=":
      return sort >= low!;
    case "BETWEEN":
      return sort >= low! && sort <= high!;
    case "begins_with":
      return sort.startsWith(low!);
  }
}

/** The entries of a range in the asked order, from after a place. */
export function* rangeEntries(
  entries: readonly Entry[],
  range: Range,
  forward: boolean,
  start: Position | undefined,
): Generator<Entry> {
  let [from, to] = bounds(entries, range.sort);
  if (start) {
    const isPast = (entry: Entry, orAt: boolean) =>
      entry.sort > start.sort ||
      (entry.sort === start.sort && (entry.tie > start.tie || (orAt && entry.tie === start.tie)));
    if (forward)
      from = Math.max(
        from,
        firstIndex(entries, (entry) => isPast(entry, false)),
      );
    else
      to = Math.min(
        to,
        firstIndex(entries, (entry) => isPast(entry, true)),
      );
  }
  if (forward) for (let at = from; at < to; at++) yield entries[at]!;
  else for (let at = to - 1; at >= from; at--) yield entries[at]!;
}

/** First index and the one after the last. */
function bounds(entries: readonly Entry[], sort: Range["sort"]): [number, number] {
  if (!sort) return [0, entries.length];
  const [low, high] = sort.values as [string, string];
  const at = (text: string) => firstIndex(entries, (entry) => entry.sort >= text);
  const after = (text: string) => firstIndex(entries, (entry) => entry.sort > text);
  switch (sort.operator) {
    case "=":
      return [at(low), after(low)];
    case "<":
      return [0, at(low)];
    case "<=":
      return [0, after(low)];
    case ">":
      return [after(low), entries.length];
    case ">=":
      return [at(low), entries.length];
    case "BETWEEN":
      return [at(low), after(high)];
    case "begins_with":
      return [at(low), firstIndex(entries, (entry) => entry.sort > low && !entry.sort.startsWith(low))];
  }
}
