import { page as anyPage } from "../../core/page.ts";
import { badRequest } from "./errors.ts";

/** One page of a list, all of it without MaxResults. */
export function page<T>(
  all: T[],
  { MaxResults, NextToken: token }: { MaxResults?: string | undefined; NextToken?: string | undefined },
): { items: T[]; NextToken: string | undefined } {
  const size = MaxResults === undefined ? all.length : Number(MaxResults);
  if (!Number.isInteger(size) || size < 0) throw badRequest("Invalid MaxResults");
  const { items, next } = anyPage(all, { token, size, invalid: () => badRequest("Invalid NextToken") });
  return { items, NextToken: next };
}
