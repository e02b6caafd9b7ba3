import { PAGE_SIZE } from "./limits.ts";
import * as errors from "./errors.ts";

export interface PageRequest {
  Marker?: string;
  MaxItems?: number;
}

/** One page; the marker is opaque: the offset of the next one. */
export function page<T>(items: T[], { Marker, MaxItems = PAGE_SIZE }: PageRequest) {
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64").toString());
  if (!Number.isInteger(start) || start < 0) throw errors.validationError(`Invalid Marker.`);
  const end = start + MaxItems;
  const IsTruncated = end < items.length;
  return {
    items: items.slice(start, end),
    next: { IsTruncated, Marker: IsTruncated ? Buffer.from(String(end)).toString("base64") : undefined },
  };
}

/** Lists are in the order of names. */
export function byName<T extends { name: string }>(entities: Iterable<T>): T[] {
  return [...entities].sort((a, b) => (a.name < b.name ? -1 : 1));
}
