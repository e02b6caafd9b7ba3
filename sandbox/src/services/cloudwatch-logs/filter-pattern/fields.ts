import { compare, invalidPattern, type Operator, OPERATORS, parseExpected } from "./compare.ts";
import { readConditions, type Test, tokenize } from "./conditions.ts";
import type { Matcher } from "./filter-pattern.ts";

/** `[ip, user, ..., status = 4* && status != 404, bytes > 1000]`: each part stands for a field of the message, `...` for any number of them. */
export function parseFields(text: string): Matcher {
  const parts = splitParts(text);
  const gap = parts.indexOf("...");
  if (gap !== parts.lastIndexOf("...")) throw invalidPattern();
  const tests = parts.map((part) => (part === "..." ? undefined : parsePart(part)));
  return (message) => {
    const fields = splitMessage(message);
    if (gap === -1 ? fields.length !== tests.length : fields.length < tests.length - 1) return false;
    return tests.every((test, index) => {
      const field = gap !== -1 && index > gap ? fields[fields.length - (tests.length - index)] : fields[index];
      return !test || test(field!);
    });
  };
}

/** Commas separate parts, except inside quotes. */
function splitParts(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"|%[^%]*%|[^,"%])+/g) ?? []).map((part) => part.trim());
}

function parsePart(part: string): Test<string> {
  const tokens = tokenize(part);
  if (tokens.length === 1) return () => true;
  const name = tokens.find((token) => token !== "(");
  const test = readConditions(tokens, (rest) => {
    const field = rest.shift();
    const operator = rest.shift() as Operator;
    if (field !== name || !OPERATORS.includes(operator) || !rest.length) throw invalidPattern();
    const expected = parseExpected(rest.shift()!);
    return (value: string) => compare(value, operator, expected);
  });
  if (tokens.length) throw invalidPattern();
  return test;
}

/** Fields are separated by spaces; what stands in quotes or square brackets is one field, without them. */
function splitMessage(message: string): string[] {
  return [...message.trim().matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
}
