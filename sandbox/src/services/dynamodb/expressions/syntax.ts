import type { Tokens } from "./lexer.ts";
import { isReserved } from "./reserved-words.ts";

/** Expressions as parsed: placeholders (#name, :value) not yet replaced, so that one parse serves all requests with the same text. */

/** Attribute names (or #placeholders) and list indexes. */
export interface Path {
  kind: "path";
  parts: (string | number)[];
}

export interface ValueReference {
  kind: "value";
  name: string;
}

export interface Call {
  kind: "call";
  name: string;
  args: Operand[];
}

export type Operand = Path | ValueReference | Call;

/** The first mistake of each kind; which one AWS reports is decided when all is read. */
export type Problems<Kind extends string> = Partial<Record<Kind, string>>;

/** Throws the first problem in this order of kinds. */
export function throwFirst<Kind extends string>(
  problems: Problems<Kind>,
  order: readonly Kind[],
  error: (message: string) => Error,
): void {
  for (const kind of order) {
    const message = problems[kind];
    if (message) throw error(message);
  }
}

export function parsePath(tokens: Tokens, problems: Problems<"reserved">): Path {
  const parts: (string | number)[] = [parseName(tokens, problems)];
  for (;;) {
    if (tokens.take(".")) parts.push(parseName(tokens, problems));
    else if (tokens.take("[")) {
      if (tokens.peek().kind !== "number") throw tokens.unexpected();
      parts.push(Number(tokens.next().text));
      tokens.expect("]");
    } else return { kind: "path", parts };
  }
}

function parseName(tokens: Tokens, problems: Problems<"reserved">): string {
  const token = tokens.peek();
  if (token.kind !== "name" && token.kind !== "#name") throw tokens.unexpected();
  tokens.next();
  if (token.kind === "name" && isReserved(token.text))
    problems.reserved ??= `Attribute name is a reserved keyword; reserved keyword: ${token.text}`;
  return token.text;
}

/** AWS's print of a path: [a, b, [0]]. */
export function pathText(parts: readonly (string | number)[]): string {
  return `[${parts.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;
}

const FUNCTIONS = {
  condition: new Set(["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"]),
  update: new Set(["if_not_exists", "list_append"]),
};

/** AWS's message for a function that the kind of expression does not have. */
export function functionProblem(name: string, expression: "condition" | "update"): string | undefined {
  if (FUNCTIONS[expression].has(name)) return undefined;
  if (FUNCTIONS[expression === "update" ? "condition" : "update"].has(name))
    return `The function is not allowed in ${expression === "update" ? "an update" : "a condition"} expression; function: ${name}`;
  return `Invalid function name; function: ${name}`;
}
