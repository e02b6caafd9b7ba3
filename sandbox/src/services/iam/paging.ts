import { page as anyPage } from "../../core/page.ts";
import { PAGE_SIZE } from "./limits.ts";
import * as errors from "./errors.ts";

export interface PageRequest {
  Marker?: string;
  MaxItems?: number;
}

export function page<T>(all: T[], { Marker: token, MaxItems = PAGE_SIZE }: PageRequest) {
  const invalid = () => errors.validationError("Invalid Marker.");
  const { items, next } = anyPage(all, { token, size: MaxItems, invalid });
  return { items, next: { IsTruncated: next !== undefined, Marker: next } };
}

/** Lists are in the order of names. */
export function byName<T extends { name: string }>(entities: Iterable<T>): T[] {
  return [...entities].sort((a, b) => (a.name < b.name ? -1 : 1));
}
