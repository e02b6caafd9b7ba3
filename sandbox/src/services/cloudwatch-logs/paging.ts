import * as errors from "./errors.ts";

/** Checks a `limit` member against the largest AWS allows. */
export function checkLimit(limit: number | undefined, largest: number): number {
  if (limit === undefined) return largest;
  if (limit > largest) throw errors.constraint(limit, "limit", `have value less than or equal to ${largest}`);
  if (limit < 1) throw errors.constraint(limit, "limit", "have value greater than or equal to 1");
  return limit;
}

/** One page of a list; the token is the offset of the next one, opaque to the caller. */
export function page<T>(items: T[], token: string | undefined, size: number): { items: T[]; nextToken?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw errors.invalidNextToken();
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { nextToken: Buffer.from(String(end)).toString("base64url") } : {}),
  };
}
