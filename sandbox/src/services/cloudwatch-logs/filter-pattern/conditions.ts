import { invalidPattern } from "./compare.ts";

export type Test<T> = (subject: T) => boolean;

/**
 * Reads `a && (b || c)` from the front of a token list; `&&` binds tighter than `||`. `readTest` takes the tokens of one comparison.
 */
export function readConditions<T>(tokens: string[], readTest: (tokens: string[]) => Test<T>): Test<T> {
  const alternatives = [readAll(tokens, readTest)];
  while (tokens[0] === "||") {
    tokens.shift();
    alternatives.push(readAll(tokens, readTest));
  }
  return alternatives.length === 1 ? alternatives[0]! : (subject) => alternatives.some((test) => test(subject));
}

function readAll<T>(tokens: string[], readTest: (tokens: string[]) => Test<T>): Test<T> {
  const tests = [readOne(tokens, readTest)];
  while (tokens[0] === "&&") {
    tokens.shift();
    tests.push(readOne(tokens, readTest));
  }
  return tests.length === 1 ? tests[0]! : (subject) => tests.every((test) => test(subject));
}

function readOne<T>(tokens: string[], readTest: (tokens: string[]) => Test<T>): Test<T> {
  if (tokens[0] !== "(") return readTest(tokens);
  tokens.shift();
  const inner = readConditions(tokens, readTest);
  if (tokens.shift() !== ")") throw invalidPattern();
  return inner;
}

/** Splits on operators, brackets and white space; quoted text, `%regex%` and selectors stay whole. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const token =
    /\s*("(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%|\$(?:\.[\w-]+|\[[^\]]*\])*|&&|\|\||!=|>=|<=|[=<>()]|[^\s"%()=<>!&|$]+)\s*/gy;
  let end = 0;
  for (const match of text.matchAll(token)) {
    tokens.push(match[1]!);
    end = match.index + match[0].length;
  }
  if (end !== text.length) throw invalidPattern();
  return tokens;
}
