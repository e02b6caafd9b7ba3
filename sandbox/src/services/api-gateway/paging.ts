import { badRequest } from "./errors.ts";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "./limits.ts";

/** One page of a list; the position is the place of the next item. */
export function page<T>(
  all: T[],
  { limit = DEFAULT_PAGE_SIZE, position }: { limit?: number | undefined; position?: string | undefined },
): { items: T[]; position: string | undefined } {
  const start = position === undefined ? 0 : Number(Buffer.from(position, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw badRequest("Invalid position parameter");
  const end = start + Math.min(limit, MAX_PAGE_SIZE);
  return {
    items: all.slice(start, end),
    position: end < all.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
