import type { Invocation } from "../runtime/pool.ts";

/**
 * Where the part of a batch begins that has failed: 0 for all of it, undefined for none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html (2026-11): the lowest sequence number reported is
 * the first that is tried again; an answer that is not understood fails the whole batch.
 */
export function failedFrom(
  { result }: Invocation,
  sequenceNumbers: string[],
  reportsItemFailures: boolean,
): number | undefined {
  if (result.status !== "success") return 0;
  if (!reportsItemFailures) return undefined;
  const answer: unknown = JSON.parse(result.payload || "null");
  if (answer === null || typeof answer !== "object") return answer === null ? undefined : 0;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return undefined;
  if (!Array.isArray(failures)) return 0;
  let lowest: number | undefined;
  for (const failure of failures as ({ itemIdentifier?: unknown } | null)[]) {
    const at = sequenceNumbers.indexOf(String(failure?.itemIdentifier ?? ""));
    if (at < 0) return 0;
    lowest = Math.min(lowest ?? at, at);
  }
  return lowest;
}
