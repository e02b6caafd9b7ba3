import type {
  BillingMode,
  OnDemandThroughput,
  ProjectionType,
  TableClass,
  TableStatus,
  IndexStatus,
  Tag,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import type { Clock, Timer } from "../../core/clock.ts";
import type { Item } from "./attribute-value.ts";
import { attribute, itemSize } from "./attribute-value.ts";
import type { KeySchema } from "./key.ts";
import { encodeKeyValue, keyAttributes } from "./key.ts";
import { TRANSITION_MILLISECONDS } from "./limits.ts";
import type { Entry, Position } from "./sorted-items.ts";
import { SortedItems } from "./sorted-items.ts";
import type { Stream } from "../dynamodb-streams/stream.ts";
import type { PolicySlot } from "../dynamodb-streams/resource-policy.ts";
import { record } from "./stream.ts";

export interface Throughput {
  readUnits: number;
  writeUnits: number;
  lastIncrease?: Date;
  lastDecrease?: Date;
}

export interface SecondaryIndex {
  name: string;
  kind: "local" | "global";
  keys: KeySchema;
  projection: ProjectionType;
  /** NonKeyAttributes of projection INCLUDE. */
  included: string[];
  items: SortedItems;
  status: IndexStatus;
  backfilling: boolean;
  throughput?: Throughput;
  onDemand?: OnDemandThroughput;
  warm?: WarmThroughput;
}

export interface TimeToLive {
  attribute: string;
  timer?: Timer;
  /** Sandbox time of the next sweep, while one is set. */
  due?: number;
  /** Sandbox time before which none runs. */
  notBefore: number;
}

/** What is fixed when a table is made. */
interface TableOptions {
  name: string;
  arn: string;
  id: string;
  created: Date;
  keys: KeySchema;
  types: Map<string, "S" | "N" | "B">;
  indexes: SecondaryIndex[];
}

export class Table {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly created: Date;
  readonly keys: KeySchema;
  /** AttributeDefinitions. */
  types: Map<string, "S" | "N" | "B">;
  status: TableStatus = "CREATING";
  readonly items = new SortedItems();
  readonly indexes = new Map<string, SecondaryIndex>();
  billing: BillingMode = "PROVISIONED";
  /** When it last became PAY_PER_REQUEST; undefined for a table that never was. */
  onDemandSince?: Date;
  throughput: Throughput = { readUnits: 0, writeUnits: 0 };
  onDemand?: OnDemandThroughput;
  warm?: WarmThroughput;
  tableClass?: TableClass;
  deletionProtection = false;
  tags: Tag[] = [];
  readonly policy: PolicySlot = { lockedUntil: 0 };
  timeToLive?: TimeToLive;
  /** The latest; it may be disabled. */
  stream?: Stream;
  recovery?: { since: Date; days: number };
  /** Keys (identityOf) of items that a transaction is about to write. */
  readonly inTransaction = new Set<string>();
  #waiting: (() => void)[] = [];

  constructor(options: TableOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.id = options.id;
    this.created = options.created;
    this.keys = options.keys;
    this.types = options.types;
    for (const index of options.indexes) this.indexes.set(index.name, index);
  }

  /**
   * The only way items change, with what was there before and what is there after: indexes follow here, and stream records are
   * made here.
   */
  write(old: Entry | undefined, next: Entry | undefined, { isExpiry = false } = {}): void {
    if (next) this.items.put(next);
    else if (old) this.items.remove(old);
    for (const index of this.indexes.values()) {
      const before = old && indexEntry(this, index, old);
      const after = next && indexEntry(this, index, next);
      if (before && !(after && sameplace(before, after))) index.items.remove(before);
      if (after) index.items.put(after);
    }
    if (this.stream) record(this, old, next, isExpiry);
  }

  /** A global index over the items that exist; those whose attributes have another type than its keys stay out, as in AWS. */
  backfill(index: SecondaryIndex): void {
    for (const stored of this.items.all()) {
      const entry = indexEntry(this, index, stored);
      if (entry) index.items.put(entry);
    }
  }

  /** Enters a state for a moment, then does `finish` and wakes who waits for the end. */
  during(status: TableStatus, clock: Clock, finish: () => void): void {
    this.status = status;
    clock.after(TRANSITION_MILLISECONDS, () => {
      finish();
      if (this.isSettled()) for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  isSettled(): boolean {
    return this.status === "ACTIVE" || this.status === "ARCHIVED";
  }

  /** Resolves at the end of CREATING, UPDATING or DELETING (then the table is "ARCHIVED", our word for gone). */
  settled(onStop: (stop: () => void) => () => void): Promise<void> {
    if (this.isSettled()) return Promise.resolve();
    return new Promise((resolve) => {
      // A reset forgets the clock's timers: nobody else would wake us.
      const forget = onStop(resolve);
      this.#waiting.push(() => {
        forget();
        resolve();
      });
    });
  }
}

function sameplace(a: Position, b: Position): boolean {
  return a.hash === b.hash && a.sort === b.sort && a.tie === b.tie;
}

/** The primary key as the tie of index entries. */
export function tieOf(primary: { hash: string; sort: string }): string {
  return `${primary.hash.length}:${primary.hash}${primary.sort}`;
}

/** An item of the table as the index holds it; undefined where it lacks a key attribute: indexes are sparse. */
export function indexEntry(table: Table, index: SecondaryIndex, stored: Entry): Entry | undefined {
  const { hash, sort } = index.keys;
  const hashValue = attribute(stored.item, hash.name);
  if (hashValue?.[hash.type] === undefined) return undefined;
  const sortValue = sort && attribute(stored.item, sort.name);
  if (sort && sortValue?.[sort.type] === undefined) return undefined;
  const item = index.projection === "ALL" ? stored.item : projected(table, index, stored.item);
  return {
    hash: encodeKeyValue(hashValue),
    sort: sortValue ? encodeKeyValue(sortValue) : "",
    tie: tieOf(stored),
    item,
    size: item === stored.item ? stored.size : itemSize(item),
  };
}

function projected(table: Table, index: SecondaryIndex, item: Item): Item {
  const copy: Item = {};
  for (const name of projectedAttributes(table, index)) {
    const value = attribute(item, name);
    if (value) copy[name] = value;
  }
  return copy;
}

/** The attributes of an index that does not project all. */
export function projectedAttributes(table: Table, index: SecondaryIndex): Set<string> {
  return new Set([
    ...keyAttributes(table.keys).map(({ name }) => name),
    ...keyAttributes(index.keys).map(({ name }) => name),
    ...index.included,
  ]);
}
