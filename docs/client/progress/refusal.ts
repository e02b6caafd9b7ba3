/** Why a file was not taken, in a form that each language can put into words: `progress.refused.<code>`. `at` is the place in the file. */
export type Refusal =
  | { code: "too-large"; megabytes: number }
  | { code: "not-json" }
  | { code: "not-a-record" }
  | { code: "not-results" }
  | { code: "is-results" }
  | { code: "is-record" }
  | { code: "newer"; version: number }
  | { code: "shape"; at: string }
  | { code: "name"; at: string }
  | { code: "time"; at: string }
  | { code: "too-many"; at: string; limit: number }
  | { code: "unknown-lab"; lab: string }
  | { code: "nothing-judged" };

/** Thrown by the readers below, caught where a file is parsed. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}${"at" in refusal ? ` at ${refusal.at}` : ""}`);
    this.refusal = refusal;
  }
}

export type Parsed<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal };

/** No file of ours is larger; checked before anything is parsed. */
export const MAX_BYTES = 2_000_000;

/** JSON of bounded size, or a refusal. */
export function parseJson(text: string): unknown {
  if (text.length > MAX_BYTES) throw new Refused({ code: "too-large", megabytes: MAX_BYTES / 1_000_000 });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused({ code: "not-json" });
  }
}

/** Runs a parser; what it refuses becomes an answer, any other error stays one. */
export function parsed<T extends object>(read: () => T): Parsed<T> {
  try {
    return { ok: true, ...read() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with these members and no others. */
export function fields(
  value: unknown,
  at: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Fields {
  if (!isObject(value)) throw new Refused({ code: "shape", at });
  for (const key of Object.keys(value))
    if (!required.includes(key) && !optional.includes(key)) throw new Refused({ code: "shape", at: within(at, key) });
  for (const key of required) if (!Object.hasOwn(value, key)) throw new Refused({ code: "shape", at: within(at, key) });
  return value;
}

/** An object from ids to values. */
export function mapOf<T>(
  value: unknown,
  at: string,
  limit: number,
  read: (value: unknown, at: string) => T,
): Record<string, T> {
  if (!isObject(value)) throw new Refused({ code: "shape", at });
  const keys = Object.keys(value);
  if (keys.length > limit) throw new Refused({ code: "too-many", at, limit });
  const map: Record<string, T> = {};
  for (const key of keys) map[idOf(key, within(at, key))] = read(value[key], within(at, key));
  return map;
}

/** Names that every object has; as keys they could reach code that never meant to be reached. */
const RESERVED = new Set(["constructor", "prototype", "__proto__"]);

export function isId(value: string): boolean {
  return /^[a-z0-9-]{1,80}$/.test(value) && !RESERVED.has(value);
}

export function idOf(value: unknown, at: string): string {
  if (typeof value !== "string") throw new Refused({ code: "shape", at });
  if (!isId(value)) throw new Refused({ code: "name", at });
  return value;
}

/** Exactly what `toISOString` writes. */
export function timeOf(value: unknown, at: string): string {
  const time =
    typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString() !== value) throw new Refused({ code: "time", at });
  return value;
}

export function versionOf(value: unknown, at: string): string {
  if (typeof value !== "string" || !/^\d{1,5}\.\d{1,5}\.\d{1,5}(-[a-z0-9.-]{1,30})?$/.test(value))
    throw new Refused({ code: "shape", at });
  return value;
}

export function wholeNumber(value: unknown, at: string, min: number, max: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max)
    throw new Refused({ code: "shape", at });
  return value;
}

export function numberOf(value: unknown, at: string, min: number, max: number): number {
  if (typeof value !== "number" || !(value >= min && value <= max)) throw new Refused({ code: "shape", at });
  return value;
}

export function boolOf(value: unknown, at: string): boolean {
  if (typeof value !== "boolean") throw new Refused({ code: "shape", at });
  return value;
}

export function oneOf<T extends string>(value: unknown, at: string, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) throw new Refused({ code: "shape", at });
  return value as T;
}

/** A place in a file that a reader can find, cut because a hostile name may be long. */
function within(at: string, key: string): string {
  const path = at === "" ? key : `${at}.${key}`;
  return path.length > 100 ? `${path.slice(0, 99)}…` : path;
}
