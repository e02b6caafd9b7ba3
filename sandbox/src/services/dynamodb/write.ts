import type { ItemCollectionMetrics, ReturnItemCollectionMetrics } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../core/clock.ts";
import type { OperationContext } from "../../core/service.ts";
import { writeCost } from "./capacity.ts";
import { conditionFailed, duplicateItem, transactionConflict } from "./errors.ts";
import type { Condition } from "./expressions/condition.ts";
import { pathHeads } from "./expressions/condition.ts";
import { holds } from "./expressions/evaluate-condition.ts";
import type { EncodedKey } from "./key.ts";
import { checkKeyPaths } from "./key.ts";
import type { Entry } from "./sorted-items.ts";
import type { Table } from "./table.ts";
import { itemTable } from "./tables.ts";
import { admit, consume } from "./throttle.ts";
import { noticeExpiry } from "./time-to-live.ts";

/** One write, of which everything is checked that can be checked without its table. */
export interface PreparedWrite {
  tableName: string;
  condition?: Condition;
  returnOldOnFailure: boolean;
  /** INSERT of PartiQL: an item that is there already is no condition that failed, but an error of its own, or the end of it. */
  onExisting?: "fail" | "keep";
  /** Checks the request against the table's schema and says which item is meant. */
  locate(table: Table): EncodedKey;
  /** The item after the write; undefined where there is none. */
  next(table: Table, key: EncodedKey, old: Entry | undefined): Entry | undefined;
}

export interface Written {
  table: Table;
  old?: Entry;
  next?: Entry;
}

/** Throws where the condition does not hold for what is there now. */
export function checkWrite(write: PreparedWrite, table: Table, old: Entry | undefined): void {
  if (old && write.onExisting === "fail") throw duplicateItem();
  if (!write.condition) return;
  checkKeyPaths(table, pathHeads(write.condition).nested);
  if (!holds(write.condition, old?.item ?? {})) throw conditionFailed(write.returnOldOnFailure ? old?.item : undefined);
}

/** Checks and does one write. */
export function executeWrite(write: PreparedWrite, context: OperationContext): Written {
  const table = itemTable(context, write.tableName);
  const key = write.locate(table);
  if (table.inTransaction.size && table.inTransaction.has(identityOf(key))) throw transactionConflict();
  const { clock } = context;
  admit(table, undefined, "write", clock);
  const old = table.items.get({ ...key, tie: "" });
  try {
    checkWrite(write, table, old);
  } catch (error) {
    // A condition that fails is paid for too.
    consume(table, undefined, "write", writeCost(table, old, old).table, clock);
    throw error;
  }
  const next = nextOf(write, table, key, old);
  charge(table, old, next, 1, clock);
  commitWrite(table, old, next, context);
  return { table, ...(old && { old }), ...(next && { next }) };
}

/** Takes the units of a write, unless an index that it touches has none left. */
export function charge(
  table: Table,
  old: Entry | undefined,
  next: Entry | undefined,
  factor: number,
  clock: Clock,
): void {
  if (table.billing !== "PROVISIONED") return;
  const cost = writeCost(table, old, next);
  for (const [index] of cost.indexes) admit(table, index, "write", clock);
  consume(table, undefined, "write", factor * cost.table, clock);
  for (const [index, units] of cost.indexes) consume(table, index, "write", factor * units, clock);
}

/** One text for one key. */
export function identityOf({ hash, sort }: EncodedKey): string {
  return `${hash.length} ${hash}${sort}`;
}

/** The item after a write. */
export function nextOf(write: PreparedWrite, table: Table, key: EncodedKey, old: Entry | undefined): Entry | undefined {
  return old && write.onExisting === "keep" ? old : write.next(table, key, old);
}

export function commitWrite(
  table: Table,
  old: Entry | undefined,
  next: Entry | undefined,
  context: OperationContext,
): void {
  if (old === next) return;
  table.write(old, next);
  if (next) noticeExpiry(table, next.item, context.clock);
}

const GIGABYTE = 2 ** 30;

/** Only tables with local indexes have item collections. */
export function collectionMetrics(
  { table, old, next }: Written,
  wanted: ReturnItemCollectionMetrics | undefined,
): ItemCollectionMetrics | undefined {
  const entry = next ?? old;
  const local = [...table.indexes.values()].filter((index) => index.kind === "local");
  if (wanted !== "SIZE" || !entry || !local.length) return undefined;
  let bytes = 0;
  for (const items of [table.items, ...local.map((index) => index.items)])
    for (const { size } of items.entries(entry.hash)) bytes += size;
  const { name } = table.keys.hash;
  const lower = Math.floor(bytes / GIGABYTE);
  return { ItemCollectionKey: { [name]: entry.item[name]! }, SizeEstimateRangeGB: [lower, lower + 1] };
}
