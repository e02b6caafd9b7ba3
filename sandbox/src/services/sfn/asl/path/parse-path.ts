import { parseFilter } from "./filter.ts";
import { InvalidPath, type Step } from "./step.ts";

const NAME = /[\p{L}\p{N}_\-@:/+]/u;

/** The steps of a JSONPath after its root: `text` is what stands behind $, $$ or $variable. */
export function parseSteps(text: string): Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length)
    if (text.startsWith("..", at)) {
      steps.push({ kind: "deep" });
      at += 2;
      if (at >= text.length) throw new InvalidPath("Path must not end with a '.' or '..'");
      if (text[at] !== "[") at = dotted(text, at, steps);
    } else if (text[at] === ".") {
      if (at + 1 >= text.length) throw new InvalidPath("Path must not end with a '.' or '..'");
      // Jayway takes $.[0] as $[0].
      at = text[at + 1] === "[" ? at + 1 : dotted(text, at + 1, steps);
    } else if (text[at] === "[") at = bracketed(text, at, steps);
    else throw new InvalidPath(`Illegal character at position ${at + 1} expected '.' or '['`);
  return steps;
}

function dotted(text: string, start: number, steps: Step[]): number {
  if (text[start] === "*") {
    steps.push({ kind: "all" });
    return start + 1;
  }
  let end = start;
  while (end < text.length && NAME.test(text[end]!)) end++;
  const name = text.slice(start, end);
  if (!name) throw new InvalidPath(`Illegal character at position ${start + 1}`);
  if (text.startsWith("()", end)) {
    steps.push({ kind: "function", name });
    return end + 2;
  }
  steps.push({ kind: "names", names: [name] });
  return end;
}

function bracketed(text: string, start: number, steps: Step[]): number {
  const end = closingBracket(text, start);
  const inside = text.slice(start + 1, end).trim();
  steps.push(bracketStep(inside));
  return end + 1;
}

function bracketStep(inside: string): Step {
  if (inside === "*") return { kind: "all" };
  if (inside.startsWith("?")) return { kind: "filter", filter: parseFilter(inside.slice(1), parseSteps) };
  if (/^['"]/.test(inside))
    return {
      kind: "names",
      names: Array.from(inside.matchAll(/(['"])((?:\\.|(?!\1).)*)\1/gsu), ([, , name]) =>
        // No other escape: as recorded, a backslash may be part of a name.
        name!.replaceAll("\\'", "'"),
      ),
    };
  const slice = /^(-?\d+)?:(-?\d+)?(?::(-?\d+)?)?$/.exec(inside);
  if (slice) {
    const [from, to, step] = slice.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    return { kind: "slice", from, to, step: step ?? 1 };
  }
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(inside)) return { kind: "indexes", indexes: inside.split(",").map(Number) };
  throw new InvalidPath(`Could not parse token starting at position 1: [${inside}]`);
}

/** The position of the bracket that closes the one at `start`; brackets in quotes do not count. */
function closingBracket(text: string, start: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = start; at < text.length; at++) {
    const char = text[at]!;
    if (quote) {
      if (char === "\\") at++;
      else if (char === quote) quote = undefined;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === "[") depth++;
    else if (char === "]" && --depth === 0) return at;
  }
  throw new InvalidPath("Expected close bracket");
}

/** A definite path leads to at most one value. */
export function isDefinite(steps: Step[]): boolean {
  return steps.every(
    (step) =>
      (step.kind === "names" && step.names.length === 1) ||
      (step.kind === "indexes" && step.indexes.length === 1) ||
      step.kind === "function",
  );
}
