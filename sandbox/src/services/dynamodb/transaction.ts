import type { CancellationReason, ConsumedCapacity, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import type { Item } from "./attribute-value.ts";
import { readUnits, Usage } from "./capacity.ts";
import { shortCode, transactionCanceled, transactionConflict, validation } from "./errors.ts";
import type { Table } from "./table.ts";
import type { PreparedWrite, Written } from "./write.ts";
import { admit } from "./throttle.ts";
import { charge, checkWrite, commitWrite, identityOf, nextOf } from "./write.ts";
import { TRANSACTION_BYTES } from "./limits.ts";

/**
 * All or nothing. While its items are held, other requests that come at the same time are in conflict with it, as on AWS; then everything
 * is checked and computed before anything is written.
 */
export async function executeTransaction(
  writes: PreparedWrite[],
  tables: Table[],
  context: OperationContext,
): Promise<Written[]> {
  const release = hold(writes, tables);
  try {
    // Long enough for what has arrived by now.
    for (let turn = 0; turn < HELD_TURNS; turn++) await new Promise(setImmediate);
    return writeAll(writes, tables, context);
  } finally {
    release();
  }
}

/** Turns of the event loop. */
const HELD_TURNS = 2;

/** Marks the items as being written; throws where one is already. Items that cannot be located are left to the checks. */
function hold(writes: PreparedWrite[], tables: Table[]): () => void {
  const held = writes.map((write, at) => {
    try {
      return { table: tables[at]!, identity: identityOf(write.locate(tables[at]!)) };
    } catch {
      return undefined;
    }
  });
  cancelIfAny(held.map((item) => (item?.table.inTransaction.has(item.identity) ? transactionConflict() : undefined)));
  for (const item of held) item?.table.inTransaction.add(item.identity);
  return () => {
    for (const item of held) item?.table.inTransaction.delete(item.identity);
  };
}

function writeAll(writes: PreparedWrite[], tables: Table[], context: OperationContext): Written[] {
  const { clock } = context;
  const seen = new Set<string>();
  const planned: Written[] = [];
  const errors = writes.map((write, at): unknown => {
    const table = tables[at]!;
    try {
      const key = write.locate(table);
      const identity = JSON.stringify([table.name, key.hash, key.sort]);
      if (seen.has(identity)) throw new RepeatedItem();
      seen.add(identity);
      admit(table, undefined, "write", clock);
      const old = table.items.get({ ...key, tie: "" });
      checkWrite(write, table, old);
      const next = nextOf(write, table, key, old);
      planned[at] = { table, ...(old && { old }), ...(next && { next }) };
      return undefined;
    } catch (error) {
      return error;
    }
  });
  if (errors.some((error) => error instanceof RepeatedItem))
    throw validation("Transaction request cannot include multiple operations on one item");
  cancelIfAny(errors);
  if (planned.reduce((sum, { old, next }) => sum + ((next ?? old)?.size ?? 0), 0) > TRANSACTION_BYTES)
    throw validation("Collection size exceeded");
  cancelIfAny(planned.map(({ table, old, next }) => thrownBy(() => charge(table, old, next, 2, clock))));
  for (const { table, old, next } of planned) commitWrite(table, old, next, context);
  return planned;
}

function thrownBy(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

class RepeatedItem extends Error {}

/** One reason for each item, in order; an error that is none of AWS's is a fault of ours and goes on as it is. */
export function cancelIfAny(errors: unknown[]): void {
  if (errors.every((error) => error === undefined)) return;
  throw transactionCanceled(errors.map(reason));
}

function reason(error: unknown): CancellationReason {
  if (error === undefined) return { Code: "None" };
  if (!(error instanceof AwsError)) throw error;
  if (error.code === "ConditionalCheckFailedException") {
    const item = error.members["Item"] as Item | undefined;
    return { Code: "ConditionalCheckFailed", Message: error.message, ...(item && { Item: item }) };
  }
  return { Code: shortCode(error), Message: error.message };
}

/** Units by table, as transactions report them: twice those of single requests. */
export class Usages {
  readonly #kind: "read" | "write";
  #tables = new Map<string, Usage>();

  constructor(kind: "read" | "write") {
    this.#kind = kind;
  }

  of(tableName: string): Usage {
    let usage = this.#tables.get(tableName);
    if (!usage) this.#tables.set(tableName, (usage = new Usage(tableName, this.#kind, true)));
    return usage;
  }

  addRead(tableName: string, bytes: number): void {
    this.of(tableName).addTable(readUnits(bytes, true));
  }

  report(wanted: ReturnConsumedCapacity | undefined): { ConsumedCapacity?: ConsumedCapacity[] } {
    const reports = [...this.#tables.values()].map((usage) => usage.report(wanted)).filter((one) => one !== undefined);
    return reports.length ? { ConsumedCapacity: reports } : {};
  }
}

/** What a transaction costs that is sent again under its token within ten minutes: nothing is done, and its items are paid for as reads. */
export function replayUsage(writes: PreparedWrite[], tables: Table[]): Usages {
  const reads = new Usages("read");
  for (const [at, write] of writes.entries()) {
    const table = tables[at]!;
    reads.addRead(write.tableName, table.items.get({ ...write.locate(table), tie: "" })?.size ?? 0);
  }
  return reads;
}
