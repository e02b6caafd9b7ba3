import type { Item } from "./attribute-value.ts";
import type { EncodedKey } from "./key.ts";

/** An item at its place. `tie` orders entries with the same key: the primary key in a secondary index, "" in a table. */
export interface Entry extends EncodedKey {
  readonly tie: string;
  readonly item: Item;
  /** Bytes. */
  readonly size: number;
}

/** Items with one hash key, sorted. */
interface Partition {
  hash: string;
  /** Where its hash key falls, 0 to 2^32: Scan's order, which tells nothing about the key, as in AWS. */
  position: number;
  entries: Entry[];
}

/** The place after which a page goes on. */
export interface Position extends EncodedKey {
  tie: string;
}

/** Items of a table or index: by hash key in a map, by sort key in sorted arrays. */
export class SortedItems {
  count = 0;
  bytes = 0;
  #partitions = new Map<string, Partition>();
  /** Sorted by position. Partitions made since the last scan wait in #added; emptied ones stay until the next. */
  #order: Partition[] = [];
  #added: Partition[] = [];

  get(key: Position): Entry | undefined {
    const entries = this.#partitions.get(key.hash)?.entries;
    if (!entries) return undefined;
    const entry = entries[lowerBound(entries, key)];
    return entry && entry.sort === key.sort && entry.tie === key.tie ? entry : undefined;
  }

  put(entry: Entry): void {
    const partition = this.#partition(entry.hash);
    const { entries } = partition;
    const at = lowerBound(entries, entry);
    const found = entries[at];
    if (found && found.sort === entry.sort && found.tie === entry.tie) {
      this.bytes += entry.size - found.size;
      entries[at] = entry;
      return;
    }
    this.count++;
    this.bytes += entry.size;
    if (at === entries.length) entries.push(entry);
    else entries.splice(at, 0, entry);
  }

  remove(key: Position): void {
    const partition = this.#partitions.get(key.hash);
    if (!partition) return;
    const at = lowerBound(partition.entries, key);
    const found = partition.entries[at];
    if (!found || found.sort !== key.sort || found.tie !== key.tie) return;
    partition.entries.splice(at, 1);
    this.count--;
    this.bytes -= found.size;
    if (!partition.entries.length) this.#partitions.delete(key.hash);
  }

  /** All entries with one hash key, in sort order. */
  entries(hash: string): readonly Entry[] {
    return this.#partitions.get(hash)?.entries ?? [];
  }

  /** Entries in Scan's order, from a segment's beginning or from after a place. */
  *scan(segment: { first: number; end: number }, after?: Position): Generator<Entry> {
    const order = this.#settledOrder();
    const start = after
      ? { position: hashPosition(after.hash), hash: after.hash }
      : { position: segment.first, hash: "" };
    let at = firstIndex(order, (partition) => comparePartitions(partition, start) >= 0);
    for (; at < order.length && order[at]!.position < segment.end; at++) {
      const { hash, entries } = order[at]!;
      let from = after?.hash === hash ? upperBound(entries, after) : 0;
      for (; from < entries.length; from++) yield entries[from]!;
    }
  }

  *all(): Generator<Entry> {
    for (const partition of this.#partitions.values()) yield* partition.entries;
  }

  #partition(hash: string): Partition {
    let partition = this.#partitions.get(hash);
    if (!partition) {
      partition = { hash, position: hashPosition(hash), entries: [] };
      this.#partitions.set(hash, partition);
      this.#added.push(partition);
    }
    return partition;
  }

  #settledOrder(): Partition[] {
    const live = (partition: Partition) => this.#partitions.get(partition.hash) === partition;
    if (this.#added.length || this.#order.length > this.#partitions.size) {
      this.#order = [...this.#order, ...this.#added].filter(live).sort(comparePartitions);
      this.#added = [];
    }
    return this.#order;
  }
}

/** One of `total` equal parts of all positions. */
export function segmentBounds(segment: number, total: number): { first: number; end: number } {
  return { first: Math.ceil((2 ** 32 * segment) / total), end: Math.ceil((2 ** 32 * (segment + 1)) / total) };
}

function comparePartitions(a: { position: number; hash: string }, b: { position: number; hash: string }): number {
  return a.position - b.position || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);
}

/** FNV-1a, mixed once more so that keys which differ at their end are spread too. */
export function hashPosition(hash: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < hash.length; index++) value = Math.imul(value ^ hash.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function lowerBound(entries: readonly Entry[], key: { sort: string; tie: string }): number {
  const last = entries[entries.length - 1];
  // Most writes append: times and counters grow.
  if (!last || last.sort < key.sort || (last.sort === key.sort && last.tie < key.tie)) return entries.length;
  return firstIndex(entries, (entry) => entry.sort > key.sort || (entry.sort === key.sort && entry.tie >= key.tie));
}

function upperBound(entries: readonly Entry[], key: { sort: string; tie: string }): number {
  return firstIndex(entries, (entry) => entry.sort > key.sort || (entry.sort === key.sort && entry.tie > key.tie));
}

/** The first index from which on `holds` is true; the list's length where it never is. */
export function firstIndex<T>(list: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
