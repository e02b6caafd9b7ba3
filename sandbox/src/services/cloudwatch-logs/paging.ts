import { page as anyPage } from "../../core/page.ts";
import * as errors from "./errors.ts";

/** Checks a `limit` member against the largest AWS allows. */
export function checkLimit(limit: number | undefined, largest: number): number {
  if (limit === undefined) return largest;
  if (limit > largest) throw errors.constraint(limit, "limit", `have value less than or equal to ${largest}`);
  if (limit < 1) throw errors.constraint(limit, "limit", "have value greater than or equal to 1");
  return limit;
}

export function page<T>(all: T[], token: string | undefined, size: number): { items: T[]; nextToken?: string } {
  const { items, next } = anyPage(all, { token, size, invalid: errors.invalidNextToken });
  return { items, ...(next && { nextToken: next }) };
}
