import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../core/errors.ts";
import * as errors from "./errors.ts";
import { MAX_BATCH_ENTRIES } from "./limits.ts";

interface Entry {
  Id?: string | undefined;
}

/** What makes AWS refuse a batch as a whole. `kind`: the name of its entries. */
export function checkBatch(entries: readonly Entry[], kind: string): void {
  if (!entries.length) throw errors.emptyBatch(kind);
  if (entries.length > MAX_BATCH_ENTRIES) throw errors.tooManyEntries(MAX_BATCH_ENTRIES, entries.length);
  const seen = new Set<string>();
  for (const { Id = "" } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) throw errors.invalidBatchId();
    if (seen.has(Id)) throw errors.repeatedBatchId(Id);
    seen.add(Id);
  }
}

/** Runs each entry by itself: what AWS would refuse becomes a failure of that entry. */
export function runBatch<E extends Entry, R>(
  entries: readonly E[],
  run: (entry: E) => R,
): { Successful: (R & { Id: string })[]; Failed: BatchResultErrorEntry[] } {
  const Successful: (R & { Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id!, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.query?.code ?? error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

/** AWS leaves out a list that is empty. The model requires both. */
export function batchAnswer<R>(outcome: { Successful: R[]; Failed: BatchResultErrorEntry[] }) {
  const { Successful, Failed } = outcome;
  return {
    ...(Successful.length ? { Successful } : {}),
    ...(Failed.length ? { Failed } : {}),
  } as typeof outcome;
}
