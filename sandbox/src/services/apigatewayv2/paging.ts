import { badRequest } from "./errors.ts";

/** One page of a list, all of it without MaxResults; the token is the place of the next item. */
export function page<T>(
  all: T[],
  { MaxResults, NextToken }: { MaxResults?: string | undefined; NextToken?: string | undefined },
): { items: T[]; NextToken: string | undefined } {
  const start = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, "base64url").toString());
  const size = MaxResults === undefined ? all.length : Number(MaxResults);
  if (!Number.isInteger(start) || start < 0) throw badRequest("Invalid NextToken");
  if (!Number.isInteger(size) || size < 0) throw badRequest("Invalid MaxResults");
  const end = start + size;
  return {
    items: all.slice(start, end),
    NextToken: end < all.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
