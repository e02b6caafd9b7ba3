/** How AWS counts: what a request, a run or a byte becomes on a bill. Sizes of units come in as arguments; docs/facts has them. */

/** Bytes of AWS's examples: data out in powers of 1024 (API Gateway's price page), logs in powers of 1000 (cost tables of AWS's solutions). */
const KB_PER_GB_OUT = 1024 * 1024;
const KB_PER_GB_LOGGED = 1000 * 1000;
/** AWS's price examples take 730 hours. */
export const HOURS = 730;
const DAYS = 30;

/** Whole units that a size needs; an empty one counts as one. 0.1 + 0.2 is no reason to pay for a further unit. */
export function unitsOf(size: number, unit: number): number {
  return Math.max(1, Math.ceil(Number((size / unit).toFixed(9))));
}

/** Lambda: memory × time, each run rounded up to a whole millisecond. */
export function gbSeconds(runs: number, ms: number, megabytes: number): number {
  return (runs * unitsOf(ms, 1) * megabytes) / (1000 * 1024);
}

/** DynamoDB on demand: a strongly consistent read of one item, or half of it when it may be an older state. */
export function readUnits(reads: number, itemKB: number, unitKB: number, isStrong: boolean): number {
  return reads * unitsOf(itemKB, unitKB) * (isStrong ? 1 : 0.5);
}

export function writeUnits(writes: number, itemKB: number, unitKB: number): number {
  return writes * unitsOf(itemKB, unitKB);
}

export function gbOut(answers: number, answerKB: number): number {
  return (answers * answerKB) / KB_PER_GB_OUT;
}

export function gbLogged(runs: number, logKB: number): number {
  return (runs * logKB) / KB_PER_GB_LOGGED;
}

/** GB-months of logs, once the first are old enough to be deleted. */
export function gbKept(gbPerMonth: number, days: number): number {
  return (gbPerMonth * days) / DAYS;
}

/** Step Functions, Standard: into each step, and to the end. */
export function transitions(executions: number, steps: number): number {
  return executions * (steps + 1);
}
