import type { Clock } from "../../core/clock.ts";
import type { Item } from "./attribute-value.ts";
import { attribute } from "./attribute-value.ts";
import { TTL_DELAY_MILLISECONDS, TTL_OLDEST_SECONDS, TTL_SWEEP_MILLISECONDS } from "./limits.ts";
import type { Entry } from "./sorted-items.ts";
import type { Table } from "./table.ts";

/**
 * Expired items stay readable until a sweep deletes them, as in AWS, which says "within a few days". Here a sweep runs an hour
 * after the first item has expired, and at most once a minute of sandbox time.
 */

export function enableTimeToLive(table: Table, attributeName: string, clock: Clock): void {
  table.timeToLive = { attribute: attributeName, notBefore: clock.now() };
  planSweep(table, clock);
}

export function disableTimeToLive(table: Table): void {
  table.timeToLive?.timer?.cancel();
  table.timeToLive = undefined;
}

/** To be told of every item that is written. */
export function noticeExpiry(table: Table, item: Item, clock: Clock): void {
  if (!table.timeToLive) return;
  const expiry = expiryOf(item, table.timeToLive.attribute, clock.now());
  if (expiry !== undefined) schedule(table, expiry, clock);
}

/** When an item may be deleted, in milliseconds; undefined for one that will not be. */
function expiryOf(item: Item, name: string, now: number): number | undefined {
  const seconds = Number(attribute(item, name)?.N);
  // NaN: no such attribute, or not a number. Items that expired more than five years ago are kept.
  return seconds * 1000 > now - TTL_OLDEST_SECONDS * 1000 ? seconds * 1000 + TTL_DELAY_MILLISECONDS : undefined;
}

function schedule(table: Table, expiry: number, clock: Clock): void {
  const ttl = table.timeToLive!;
  // An item is expired once the current second is past its time.
  const due = Math.max(expiry + 1000, ttl.notBefore);
  if (ttl.due !== undefined && ttl.due <= due) return;
  ttl.timer?.cancel();
  ttl.due = due;
  ttl.timer = clock.after(Math.max(0, due - clock.now()), () => sweep(table, clock));
}

function sweep(table: Table, clock: Clock): void {
  const ttl = table.timeToLive!;
  const now = clock.now();
  ttl.due = undefined;
  ttl.notBefore = now + TTL_SWEEP_MILLISECONDS;
  const expired: Entry[] = [];
  for (const entry of table.items.all()) {
    const expiry = expiryOf(entry.item, ttl.attribute, now);
    if (expiry !== undefined && expiry < now) expired.push(entry);
  }
  for (const entry of expired) table.write(entry, undefined, { isExpiry: true });
  planSweep(table, clock);
}

function planSweep(table: Table, clock: Clock): void {
  const { attribute: name } = table.timeToLive!;
  let first: number | undefined;
  for (const entry of table.items.all()) {
    const expiry = expiryOf(entry.item, name, clock.now());
    if (expiry !== undefined && (first === undefined || expiry < first)) first = expiry;
  }
  if (first !== undefined) schedule(table, first, clock);
}
