/**
 * One page of a list, and the opaque token of the next one: the place of its first item. `invalid` makes the service's error for a token that it
 * did not give.
 */
export function page<T>(
  items: readonly T[],
  { token, size, invalid }: { token: string | undefined; size: number; invalid: () => Error },
): { items: T[]; next: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw invalid();
  const end = start + size;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
