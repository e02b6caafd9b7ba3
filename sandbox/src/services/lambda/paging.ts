import { page as anyPage } from "../../core/page.ts";
import { invalidParameter } from "./errors.ts";
import { MAX_PAGE } from "./limits.ts";

export function page<T>(
  all: T[],
  { Marker: token, MaxItems = MAX_PAGE }: { Marker?: string | undefined; MaxItems?: number | undefined },
): { items: T[]; NextMarker: string | undefined } {
  const invalid = () => invalidParameter("Invalid Marker");
  const { items, next } = anyPage(all, { token, size: Math.min(MaxItems, MAX_PAGE), invalid });
  return { items, NextMarker: next };
}
