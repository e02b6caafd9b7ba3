import { page as anyPage } from "../../core/page.ts";
import { badRequest } from "./errors.ts";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "./limits.ts";

export function page<T>(
  all: T[],
  { limit = DEFAULT_PAGE_SIZE, position: token }: { limit?: number | undefined; position?: string | undefined },
): { items: T[]; position: string | undefined } {
  const invalid = () => badRequest("Invalid position parameter");
  const { items, next } = anyPage(all, { token, size: Math.min(limit, MAX_PAGE_SIZE), invalid });
  return { items, position: next };
}
