import { compare, invalidPattern, type Operator, OPERATORS, parseExpected } from "./compare.ts";
import { readConditions, type Test, tokenize } from "./conditions.ts";
import type { Matcher } from "./filter-pattern.ts";

/** `$.level = "ERROR" && ($.code >= 500 || $.user NOT EXISTS)`; messages that are not a JSON object or array never match. */
export function parseJsonPattern(text: string): Matcher {
  const tokens = tokenize(text);
  const test = readConditions(tokens, readTest);
  if (tokens.length) throw invalidPattern();
  return (message) => {
    const event = parseEvent(message);
    return event !== undefined && test(event);
  };
}

function parseEvent(message: string): object | undefined {
  try {
    const event: unknown = JSON.parse(message);
    return typeof event === "object" && event !== null ? event : undefined;
  } catch {
    return undefined;
  }
}

function readTest(tokens: string[]): Test<unknown> {
  const path = parseSelector(tokens.shift() ?? "");
  const operator = tokens.shift() ?? "";
  if (/^is$/i.test(operator)) {
    const word = (tokens.shift() ?? "").toUpperCase();
    if (!["NULL", "TRUE", "FALSE"].includes(word)) throw invalidPattern();
    const expected = word === "NULL" ? null : word === "TRUE";
    return (event) => select(event, path).some((value) => value === expected);
  }
  if (/^not$/i.test(operator)) {
    if (!/^exists$/i.test(tokens.shift() ?? "")) throw invalidPattern();
    return (event) => !select(event, path).length;
  }
  if (!OPERATORS.includes(operator as Operator) || !tokens.length) throw invalidPattern();
  const expected = parseExpected(tokens.shift()!);
  return (event) =>
    select(event, path).some(
      (value) =>
        (typeof value === "string" || typeof value === "number" || typeof value === "boolean") &&
        compare(typeof value === "boolean" ? String(value) : value, operator as Operator, expected),
    );
}

/** `$.a.b[0]["c d"][*]` as a list of steps. */
function parseSelector(text: string): string[] {
  if (!text.startsWith("$")) throw invalidPattern();
  return [...text.matchAll(/\.([\w-]+)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+|\*))\s*\]/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? "",
  );
}

/** The values at a path: none when it does not exist, several through `[*]`. */
function select(event: unknown, path: string[]): unknown[] {
  let values = [event];
  for (const step of path)
    values = values.flatMap((value) => {
      if (typeof value !== "object" || value === null) return [];
      if (step === "*" && Array.isArray(value)) return value;
      return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
    });
  return values;
}
