import type { Capacity, ConsumedCapacity, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { equalValues } from "./attribute-value.ts";
import { KIBIBYTE } from "./limits.ts";
import type { Entry } from "./sorted-items.ts";
import type { SecondaryIndex, Table } from "./table.ts";
import { indexEntry } from "./table.ts";

/** Units as AWS counts them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */

export function readUnits(bytes: number, consistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / (4 * KIBIBYTE))) * (consistent ? 1 : 0.5);
}

function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / KIBIBYTE));
}

/** Units used on one table, gathered over the items of a request. */
export class Usage {
  readonly #name: string;
  /** Members that a transaction's answer has besides the sum. */
  readonly #kind: "read" | "write";
  readonly #isTransaction: boolean;
  #table = 0;
  #indexes = new Map<SecondaryIndex, number>();

  constructor(name: string, kind: "read" | "write", isTransaction = false) {
    this.#name = name;
    this.#kind = kind;
    this.#isTransaction = isTransaction;
  }

  /** Transactions cost twice. */
  get factor(): number {
    return this.#isTransaction ? 2 : 1;
  }

  addTable(units: number): void {
    this.#table += this.factor * units;
  }

  addIndex(index: SecondaryIndex, units: number): void {
    this.#indexes.set(index, (this.#indexes.get(index) ?? 0) + this.factor * units);
  }

  addWrite(table: Table, old: Entry | undefined, next: Entry | undefined): void {
    const cost = writeCost(table, old, next);
    this.addTable(cost.table);
    for (const [index, units] of cost.indexes) this.addIndex(index, units);
  }

  /** As ReturnConsumedCapacity asks. */
  report(wanted: ReturnConsumedCapacity | undefined): ConsumedCapacity | undefined {
    if (wanted !== "TOTAL" && wanted !== "INDEXES") return undefined;
    let total = this.#table;
    for (const units of this.#indexes.values()) total += units;
    return {
      TableName: this.#name,
      CapacityUnits: total,
      ...this.#transactionUnits(total),
      ...(wanted === "INDEXES" && {
        Table: { CapacityUnits: this.#table, ...this.#transactionUnits(this.#table) },
        LocalSecondaryIndexes: this.#indexUnits("local"),
        GlobalSecondaryIndexes: this.#indexUnits("global"),
      }),
    };
  }

  #indexUnits(kind: SecondaryIndex["kind"]): Record<string, Capacity> | undefined {
    const used = [...this.#indexes].filter(([index]) => index.kind === kind);
    if (!used.length) return undefined;
    return Object.fromEntries(
      used.map(([{ name }, units]) => [name, { CapacityUnits: units, ...this.#transactionUnits(units) }]),
    );
  }

  #transactionUnits(units: number): Pick<Capacity, "ReadCapacityUnits" | "WriteCapacityUnits"> {
    if (!this.#isTransaction) return {};
    return this.#kind === "read" ? { ReadCapacityUnits: units } : { WriteCapacityUnits: units };
  }
}

/** Units of one write, on the table and on the indexes it touches. */
export function writeCost(
  table: Table,
  old: Entry | undefined,
  next: Entry | undefined,
): { table: number; indexes: [SecondaryIndex, number][] } {
  const indexes: [SecondaryIndex, number][] = [];
  for (const index of table.indexes.values()) {
    const units = indexWriteUnits(old && indexEntry(table, index, old), next && indexEntry(table, index, next));
    if (units) indexes.push([index, units]);
  }
  return { table: writeUnits(Math.max(old?.size ?? 0, next?.size ?? 0)), indexes };
}

/** A changed index key is a delete and a put; an entry that stays the same costs nothing. */
function indexWriteUnits(before: Entry | undefined, after: Entry | undefined): number {
  if (!before || !after) return before || after ? writeUnits((before ?? after)!.size) : 0;
  if (before.hash !== after.hash || before.sort !== after.sort) return writeUnits(before.size) + writeUnits(after.size);
  if (equalValues({ M: before.item }, { M: after.item })) return 0;
  return writeUnits(Math.max(before.size, after.size));
}
