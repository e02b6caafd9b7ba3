import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../../core/clock.ts";
import type { Item } from "../attribute-value.ts";
import type { Usage } from "../capacity.ts";
import { validation } from "../errors.ts";
import { pathHeads } from "../expressions/condition.ts";
import { valueAt } from "../expressions/document-path.ts";
import type { KeyCondition } from "../expressions/key-condition.ts";
import { projectionOf } from "../expressions/projection.ts";
import { checkKeyPaths, encodeKeyValue, keyAttributes } from "../key.ts";
import { queryRange, rangeEntries } from "../query-range.ts";
import { checkSelect, readPage, readSource, startPosition, type Source } from "../read.ts";
import type { Entry, Position } from "../sorted-items.ts";
import { segmentBounds } from "../sorted-items.ts";
import type { Table } from "../table.ts";
import type { Select } from "./statement.ts";
import { pinnedHashes, sortCondition } from "./where.ts";

export interface SelectOptions {
  limit?: number | undefined;
  consistent: boolean;
  /** Where the page before ended. */
  startKey?: Item | undefined;
}

/** One page of a SELECT: a query of each hash key that WHERE names, else a scan. */
export function executeSelect(select: Select, table: Table, options: SelectOptions, usage: Usage, clock: Clock) {
  const { where, paths, index } = select;
  if (options.consistent && index !== undefined && table.indexes.get(index)?.kind === "global")
    throw validation("Strongly consistent read is not supported on Global Secondary Indexes");
  const source = readSource(table, index === undefined ? {} : { IndexName: index });
  const hashes = pinnedHashes(where, source.keys.hash.name);
  checkOrder(select, source, hashes);
  if (where) checkKeyPaths(table, pathHeads(where).nested);
  const names = paths && projectionOf([...new Set(paths.map(([name]) => name as string))].map((name) => [name]));
  checkSelect(source, {}, names);

  const start = options.startKey && startPosition(source, options.startKey);
  const page = readPage(
    source,
    hashes ? queried(select, source, hashes, start) : source.items.scan(segmentBounds(0, 1), start),
    {
      Limit: options.limit,
      ConsistentRead: options.consistent,
      // A local index fetches from the table what it does not hold; only attributes that are named.
      ...(source.index?.kind === "local" && paths && { Select: "ALL_ATTRIBUTES" as const }),
    },
    where ? { filter: where } : {},
    usage,
    clock,
  );
  return { items: paths ? page.Items!.map((item) => named(item, paths)) : page.Items!, lastKey: page.LastEvaluatedKey };
}

function* queried(
  { where, orderBy }: Select,
  { keys, items }: Source,
  hashes: AttributeValue[],
  start: Position | undefined,
): Generator<Entry> {
  const sort = keys.sort && sortCondition(where, keys.sort.name);
  const ranges = new Map(
    hashes.map((value) => {
      const conditions = new Map<string, KeyCondition>([[keys.hash.name, { operator: "=", values: [value] }]]);
      if (sort) conditions.set(keys.sort!.name, sort);
      const range = queryRange(keys, conditions);
      return [encodeKeyValue(value), range];
    }),
  );
  const byHash = orderBy.find(({ name }) => name === keys.hash.name);
  let order = [...ranges.keys()];
  if (byHash) order.sort();
  if (byHash?.isDescending) order.reverse();
  if (start) order = order.slice(order.indexOf(start.hash));
  const forward = !orderBy.find(({ name }) => name === keys.sort?.name)?.isDescending;
  for (const hash of order)
    yield* rangeEntries(items.entries(hash), ranges.get(hash)!, forward, start?.hash === hash ? start : undefined);
}

function checkOrder({ orderBy, where }: Select, { keys }: Source, hashes: AttributeValue[] | undefined): void {
  if (!orderBy.length) return;
  if (!where) throw validation("Must have WHERE clause in the statement when using ORDER BY clause.");
  if (!hashes)
    throw validation(
      "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.",
    );
  const names = keyAttributes(keys).map(({ name }) => name);
  const other = orderBy.find(({ name }) => !names.includes(name));
  if (other) throw validation(`Variable reference ${other.name} in ORDER BY clause must be part of the primary key`);
  if (hashes.length > 1 && !orderBy.some(({ name }) => name === keys.hash.name))
    throw validation(
      "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.",
    );
}

/** Attributes under the last names of their paths, as PartiQL names them. */
function named(item: Item, paths: (string | number)[][]): Item {
  const row: Item = {};
  for (const [at, parts] of paths.entries()) {
    const value = valueAt(item, parts);
    const last = parts.at(-1)!;
    if (value) row[typeof last === "string" ? last : `_${at + 1}`] = value;
  }
  return row;
}
