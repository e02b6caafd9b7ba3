import { AwsError } from "../../core/errors.ts";
import { page as anyPage } from "../../core/page.ts";
import { validationError } from "./errors.ts";
import { DEFAULT_PAGE, MAX_PAGE } from "./limits.ts";

export function page<T>(
  items: T[],
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
  maxTokenLength = 1024,
): { items: T[]; nextToken?: string } {
  if (maxResults !== undefined && maxResults > MAX_PAGE)
    throw validationError(String(maxResults), "maxResults", `Member must have value less than or equal to ${MAX_PAGE}`);
  if (nextToken !== undefined && nextToken.length > maxTokenLength)
    throw validationError(nextToken, "nextToken", `Member must have length less than or equal to ${maxTokenLength}`);
  const { items: found, next } = anyPage(items, {
    token: nextToken,
    // 0 asks for the default.
    size: maxResults || DEFAULT_PAGE,
    invalid: () => new AwsError("InvalidToken", "Invalid Token: 'Invalid token'"),
  });
  return { items: found, ...(next && { nextToken: next }) };
}
