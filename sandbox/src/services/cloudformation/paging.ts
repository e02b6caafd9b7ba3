import { validationError } from "./errors.ts";
import { PAGE_SIZE } from "./limits.ts";

/** The page of `items` that starts at `token`, and the token of the next one. */
export function page<T>(items: T[], token: string | undefined): { items: T[]; NextToken?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64").toString());
  if (!Number.isInteger(start) || start < 0) throw validationError("NextToken is not valid");
  const next = start + PAGE_SIZE;
  return {
    items: items.slice(start, next),
    ...(next < items.length && { NextToken: Buffer.from(String(next)).toString("base64") }),
  };
}
