import { invalidParameter } from "../errors.ts";

export const invalidPattern = () => invalidParameter("Invalid filter pattern");

export const OPERATORS = ["!=", ">=", "<=", "=", ">", "<"] as const;
export type Operator = (typeof OPERATORS)[number];

/** The right side of a comparison. */
type Expected = { number: number } | { text: RegExp };

/** Reads a value as written in a pattern: `200`, `"two words"`, `ERR*`, `%regex%`. */
export function parseExpected(token: string): Expected {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(token)) return { number: Number(token) };
  return { text: textPattern(token) };
}

/** A whole-value matcher: `*` stands for any characters, inside quotes too; `%...%` is a regular expression that may match anywhere. */
function textPattern(token: string): RegExp {
  if (/^%.*%$/s.test(token)) return regularExpression(token);
  const text = unquote(token);
  return new RegExp(`^${text.split("*").map(escapeRegExp).join(".*")}$`, "s");
}

export function regularExpression(token: string): RegExp {
  try {
    return new RegExp(token.slice(1, -1));
  } catch {
    throw invalidPattern();
  }
}

export function unquote(token: string): string {
  return /^".*"$/s.test(token) ? token.slice(1, -1).replaceAll(/\\(.)/gs, "$1") : token;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Compares a value of a log event. A number is compared as one only when the event's value is numeric. */
export function compare(actual: string | number, operator: Operator, expected: Expected): boolean {
  if ("number" in expected) {
    const value = typeof actual === "number" ? actual : actual.trim() === "" ? NaN : Number(actual);
    switch (operator) {
      case "=":
        return value === expected.number;
      case "!=":
        return value !== expected.number;
      case ">":
        return value > expected.number;
      case ">=":
        return value >= expected.number;
      case "<":
        return value < expected.number;
      case "<=":
        return value <= expected.number;
    }
  }
  if (operator !== "=" && operator !== "!=") throw invalidPattern();
  return expected.text.test(String(actual)) === (operator === "=");
}
