import { invalidParameter, invalidValue } from "./errors.ts";
import { MAX_LISTED_QUEUES } from "./limits.ts";
import type { Queue } from "./queue.ts";

/** A page of URLs, by name. Without MaxResults there is no further page, and no token. */
export function listQueueUrls(
  found: Queue[],
  { MaxResults: most, NextToken: token }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): { urls: string[]; NextToken: string | undefined } {
  if (most !== undefined && (most < 1 || most > MAX_LISTED_QUEUES))
    throw invalidValue(most, "MaxResults", `MaxResults must be an integer between 1 and ${MAX_LISTED_QUEUES}.`);
  if (token !== undefined && most === undefined)
    throw invalidParameter("NextToken can only be used together with MaxResults.");
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const last = token === undefined ? undefined : Buffer.from(token, "base64").toString();
  const rest = last === undefined ? sorted : sorted.filter(({ name }) => name > last);
  const page = rest.slice(0, most ?? MAX_LISTED_QUEUES);
  const isMore = most !== undefined && rest.length > page.length;
  return {
    urls: page.map(({ url }) => url),
    NextToken: isMore ? Buffer.from(page.at(-1)!.name).toString("base64") : undefined,
  };
}
