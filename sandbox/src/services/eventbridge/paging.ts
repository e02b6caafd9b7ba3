import { page as anyPage } from "../../core/page.ts";
import { invalidParameter } from "./errors.ts";
import { MAX_PAGE } from "./limits.ts";

export function page<T>(
  all: T[],
  { NextToken: token, Limit: size = MAX_PAGE }: { NextToken?: string | undefined; Limit?: number | undefined },
): { items: T[]; NextToken: string | undefined } {
  const { items, next } = anyPage(all, { token, size, invalid: () => invalidParameter("NextToken") });
  return { items, NextToken: next };
}
