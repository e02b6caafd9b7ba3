import { AwsError } from "../../core/errors.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import { throughputExceeded } from "./errors.ts";
import { BURST_SECONDS } from "./limits.ts";
import type { SecondaryIndex, Table } from "./table.ts";

type Kind = "read" | "write";

/** Units that are left of one kind on a table or index; what is not used is kept for BURST_SECONDS. */
interface Meter {
  /** May fall below zero: a request is let in while there is something left, and costs what it costs. */
  left: number;
  /** Sandbox time to which `left` is filled. */
  at: number;
  /** Units a second. */
  rate: number;
  /** Set when a request was refused, for the moment at which the next is let in: so that the clock can jump there. */
  timer?: Timer | undefined;
}

/** By table or global index. */
const meters = new WeakMap<object, Record<Kind, Meter | undefined>>();

/**
 * Throttling of provisioned tables and of their global indexes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
 * (2026-11). A table begins with all of its burst capacity, as one that has been there for five minutes.
 */
export function admit(table: Table, index: SecondaryIndex | undefined, kind: Kind, clock: Clock): void {
  const meter = meterOf(table, index, kind, clock);
  if (!meter || meter.left > 0) return;
  meter.timer ??= clock.after((-meter.left / meter.rate) * 1000 + 1, () => (meter.timer = undefined));
  throw throughputExceeded(table.arn, index?.kind === "global" ? index.name : undefined, kind);
}

/** Takes what a request has used. Local indexes use their table's units. */
export function consume(
  table: Table,
  index: SecondaryIndex | undefined,
  kind: Kind,
  units: number,
  clock: Clock,
): void {
  const meter = units ? meterOf(table, index, kind, clock) : undefined;
  if (meter) meter.left -= units;
}

function meterOf(table: Table, index: SecondaryIndex | undefined, kind: Kind, clock: Clock): Meter | undefined {
  if (table.billing !== "PROVISIONED") return undefined;
  const owner = index?.kind === "global" ? index : table;
  const { throughput } = owner;
  const rate = (kind === "read" ? throughput?.readUnits : throughput?.writeUnits) ?? 0;
  if (!rate) return undefined;
  let pair = meters.get(owner);
  if (!pair) meters.set(owner, (pair = { read: undefined, write: undefined }));
  const most = rate * BURST_SECONDS;
  const now = clock.now();
  const meter = (pair[kind] ??= { left: most, at: now, rate });
  meter.left = Math.min(most, meter.left + ((now - meter.at) / 1000) * rate);
  meter.at = now;
  meter.rate = rate;
  return meter;
}

const FOR_LATER = ["ProvisionedThroughputExceededException", "TransactionConflictException"];

/** Batches go on without what must be tried again, and fail only where that is all of it. */
export function unlessRefused<T>(run: () => T): T | AwsError {
  try {
    return run();
  } catch (error) {
    if (error instanceof AwsError && FOR_LATER.includes(error.code)) return error;
    throw error;
  }
}
