/**
 * The records of a batch that an answer says have failed, by their place in `identifiers`.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html, services-ddb-batchfailurereporting.html (2026-11): an answer
 * that is not understood, or names a record that is not in the batch, fails all of it.
 */
export function failuresIn(answer: unknown, identifiers: readonly string[]): Set<number> {
  const all = new Set(identifiers.keys());
  const none = new Set<number>();
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
