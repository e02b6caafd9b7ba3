import { invalidParameter } from "./errors.ts";
import { PAGE } from "./limits.ts";

/** Pages of a hundred; the token says where to go on. */
export function page<T>(all: T[], token: string | undefined): { items: T[]; NextToken: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64").toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter("NextToken");
  const items = all.slice(start, start + PAGE);
  const isMore = start + PAGE < all.length;
  return { items, NextToken: isMore ? Buffer.from(String(start + PAGE)).toString("base64") : undefined };
}
