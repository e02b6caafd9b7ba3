import { page as anyPage } from "../../core/page.ts";
import { validationError } from "./errors.ts";
import { PAGE_SIZE } from "./limits.ts";

export function page<T>(all: T[], token: string | undefined): { items: T[]; NextToken?: string } {
  const invalid = () => validationError("NextToken is not valid");
  const { items, next } = anyPage(all, { token, size: PAGE_SIZE, invalid });
  return { items, ...(next && { NextToken: next }) };
}
