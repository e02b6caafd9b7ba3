import type { Invocation } from "../runtime/pool.ts";

/**
 * The records of a batch that have failed, by their place in `identifiers`.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html, services-ddb-batchfailurereporting.html (2026-11): an answer
 * that is not understood, or names a record that is not in the batch, fails all of it.
 */
export function failedRecords(
  { result }: Invocation,
  identifiers: readonly string[],
  reportsItemFailures: boolean,
): Set<number> {
  const all = new Set(identifiers.keys());
  const none = new Set<number>();
  if (result.status !== "success") return all;
  if (!reportsItemFailures) return none;
  const answer: unknown = JSON.parse(result.payload || "null");
  if (answer === null || typeof answer !== "object") return answer === null ? none : all;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return none;
  if (!Array.isArray(failures)) return all;
  const failed = new Set<number>();
  for (const failure of failures as ({ itemIdentifier?: unknown } | null)[]) {
    const at = identifiers.indexOf(String(failure?.itemIdentifier ?? ""));
    if (at < 0) return all;
    failed.add(at);
  }
  return failed;
}

/** In a stream the lowest that failed is the first that is tried again, with all that come after it; undefined for none. */
export function failedFrom(
  invocation: Invocation,
  sequenceNumbers: readonly string[],
  reportsItemFailures: boolean,
): number | undefined {
  const failed = failedRecords(invocation, sequenceNumbers, reportsItemFailures);
  return failed.size ? Math.min(...failed) : undefined;
}
