import type { CancellationReason, ConsumedCapacity, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import type { Item } from "./attribute-value.ts";
import { readUnits, Usage } from "./capacity.ts";
import { transactionCanceled, validation } from "./errors.ts";
import type { Table } from "./table.ts";
import type { PreparedWrite, Written } from "./write.ts";
import { checkWrite, commitWrite } from "./write.ts";
import { TRANSACTION_BYTES } from "./limits.ts";

/** All or nothing: everything is checked and computed before anything is written. */
export function executeTransaction(writes: PreparedWrite[], tables: Table[], context: OperationContext): Written[] {
  const seen = new Set<string>();
  const planned: Written[] = [];
  const errors = writes.map((write, at): unknown => {
    const table = tables[at]!;
    try {
      const key = write.locate(table);
      const identity = JSON.stringify([table.name, key.hash, key.sort]);
      if (seen.has(identity)) throw new RepeatedItem();
      seen.add(identity);
      const old = table.items.get({ ...key, tie: "" });
      checkWrite(write, table, old);
      const next = write.next(table, key, old);
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
  for (const { table, old, next } of planned) commitWrite(table, old, next, context);
  return planned;
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
  return { Code: "ValidationError", Message: error.message };
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
