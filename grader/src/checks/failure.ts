/** What a learner reads of a failed check. Data rather than prose where possible, so that it needs no translation: "HTTP 201", an action, a key. */
export interface Failure {
  expected: string;
  found: string;
  /** What was asked or looked at: "POST /notes", a role's ARN, a logical id. */
  where: string;
}

/** The learner's app does not do what the check expects. Anything else that a check throws counts as an error of the grader or the cloud and costs no points. */
export class CheckFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`expected ${failure.expected}, found ${failure.found} (${failure.where})`);
    this.name = "CheckFailure";
    this.failure = failure;
  }
}

/** Fails the check unless `holds`. `found` may be any value; it is printed as JSON unless it is a string. */
export function expectThat(
  holds: boolean,
  failure: { expected: string; found: unknown; where: string },
): asserts holds {
  if (!holds)
    throw new CheckFailure({ ...failure, expected: printable(failure.expected), found: printable(failure.found) });
}

/** Fails the check unless both are equal as JSON. */
export function expectEqual(found: unknown, expected: unknown, where: string): void {
  expectThat(printable(found) === printable(expected), { expected: printable(expected), found, where });
}

const MAX_PRINTED = 600;

function printable(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, sortedKeys) ?? String(value));
  return text.length > MAX_PRINTED ? `${text.slice(0, MAX_PRINTED)}...` : text;
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
