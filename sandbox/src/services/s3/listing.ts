import { compareKeys } from "./key.ts";

interface Query {
  prefix: string;
  delimiter: string;
  /** Only keys after this one, and no group that this one belongs to. */
  after: string;
  maxKeys: number;
}

interface Listing {
  keys: string[];
  commonPrefixes: string[];
  isTruncated: boolean;
  /** The last key or common prefix of this page; the next page begins after it. */
  last: string;
}

/** One page of a listing over sorted keys. Keys that share what stands before the delimiter count as one. */
export function listKeys(sorted: readonly string[], query: Query): Listing {
  const { prefix, delimiter, after, maxKeys } = query;
  const listing: Listing = { keys: [], commonPrefixes: [], isTruncated: false, last: "" };
  if (maxKeys === 0) return listing;
  for (const key of sorted) {
    if (!key.startsWith(prefix) || (after && compareKeys(key, after) <= 0)) continue;
    const group = groupOf(key, prefix, delimiter);
    if (group !== undefined && (group === listing.commonPrefixes.at(-1) || after.startsWith(group))) continue;
    if (listing.keys.length + listing.commonPrefixes.length === maxKeys) {
      listing.isTruncated = true;
      break;
    }
    (group === undefined ? listing.keys : listing.commonPrefixes).push(group ?? key);
    listing.last = group ?? key;
  }
  return listing;
}

export function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (!delimiter) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}
