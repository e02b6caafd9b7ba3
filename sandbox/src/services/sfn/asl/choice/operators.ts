import type { Json } from "../../../../core/json.ts";
import { parseTimestamp } from "../timestamp.ts";

type Comparison = (value: Json, wanted: Json) => boolean;

const number =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (value, wanted) =>
    typeof value === "number" && typeof wanted === "number" && compare(value, wanted);

const string =
  (compare: (a: string, b: string) => boolean): Comparison =>
  (value, wanted) =>
    typeof value === "string" && typeof wanted === "string" && compare(value, wanted);

const time =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (value, wanted) => {
    if (typeof value !== "string" || typeof wanted !== "string") return false;
    const [a, b] = [parseTimestamp(value), parseTimestamp(wanted)];
    return a !== undefined && b !== undefined && compare(a, b);
  };

/** Comparisons of a variable with a value; each exists with the end Path too, where the value stands in the input. */
export const COMPARISONS: Record<string, Comparison> = {
  BooleanEquals: (value, wanted) => typeof value === "boolean" && value === wanted,
  NumericEquals: number((a, b) => a === b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  StringEquals: string((a, b) => a === b),
  StringGreaterThan: string((a, b) => a > b),
  StringGreaterThanEquals: string((a, b) => a >= b),
  StringLessThan: string((a, b) => a < b),
  StringLessThanEquals: string((a, b) => a <= b),
  TimestampEquals: time((a, b) => a === b),
  TimestampGreaterThan: time((a, b) => a > b),
  TimestampGreaterThanEquals: time((a, b) => a >= b),
  TimestampLessThan: time((a, b) => a < b),
  TimestampLessThanEquals: time((a, b) => a <= b),
};

/** Tests of the variable itself. StringMatches and IsPresent are apart: one has no Path form, the other needs no value. */
export const TESTS: Record<string, (value: Json) => boolean> = {
  IsBoolean: (value) => typeof value === "boolean",
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === "number",
  IsString: (value) => typeof value === "string",
  IsTimestamp: (value) => typeof value === "string" && parseTimestamp(value) !== undefined,
};

/** * stands for any text, \* and \\ for the characters themselves. */
export function matchesPattern(value: Json, pattern: string): boolean {
  if (typeof value !== "string") return false;
  const source = pattern.replaceAll(/\\([*\\])|\*|[.^$+?()[\]{}|\\]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === "*" ? "[^]*" : `\\${found}`;
  });
  return new RegExp(`^${source}$`).test(value);
}

/** Every name that a choice rule may have as its operator. */
export const OPERATORS: readonly string[] = [
  ...Object.keys(COMPARISONS).flatMap((name) => [name, `${name}Path`]),
  ...Object.keys(TESTS),
  "IsPresent",
  "StringMatches",
];
