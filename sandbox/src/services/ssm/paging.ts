import * as errors from "./errors.ts";

/** One page of a list; the token is the offset of the next one, opaque to the caller. */
export function page<T>(
  items: T[],
  token: string | undefined,
  size: number,
): { items: T[]; NextToken: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw errors.invalidNextToken();
  const end = start + size;
  return {
    items: items.slice(start, end),
    NextToken: end < items.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
