import { page as anyPage } from "../../core/page.ts";
import * as errors from "./errors.ts";

export function page<T>(
  all: T[],
  token: string | undefined,
  size: number,
): { items: T[]; NextToken: string | undefined } {
  const { items, next } = anyPage(all, { token, size, invalid: errors.invalidNextToken });
  return { items, NextToken: next };
}
