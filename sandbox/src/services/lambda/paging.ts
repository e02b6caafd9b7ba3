import { invalidParameter } from "./errors.ts";
import { MAX_PAGE } from "./limits.ts";

/** One page of a list; the marker is the place of the next item. */
export function page<T>(
  all: T[],
  { Marker, MaxItems }: { Marker?: string | undefined; MaxItems?: number | undefined },
): { items: T[]; NextMarker: string | undefined } {
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter("Invalid Marker");
  const end = start + Math.min(MaxItems ?? MAX_PAGE, MAX_PAGE);
  return {
    items: all.slice(start, end),
    NextMarker: end < all.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
