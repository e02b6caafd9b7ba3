import type { Tokens } from "./lexer.ts";
import type { Operand, Path, Problems, ValueReference } from "./syntax.ts";
import { functionProblem, parsePath } from "./syntax.ts";

export type SetValue = Operand | { kind: "arithmetic"; operator: "+" | "-"; left: Operand; right: Operand };

type ActionSyntax =
  | { kind: "SET"; path: Path; value: SetValue }
  | { kind: "REMOVE"; path: Path }
  | { kind: "ADD" | "DELETE"; path: Path; value: ValueReference };

/** What AWS reports only if nothing of higher rank is wrong; the rest is found when names and values are known. */
export type UpdateProblem =
  "reserved" | "unknownFunction" | "section" | "name" | "value" | "overlap" | "conflict" | "operand" | "function";

export interface UpdateSyntax {
  actions: ActionSyntax[];
  problems: Problems<UpdateProblem>;
}

const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;

export function parseUpdate(tokens: Tokens): UpdateSyntax {
  const problems: Problems<UpdateProblem> = {};
  const actions: ActionSyntax[] = [];
  const seen = new Set<string>();
  do {
    const section = SECTIONS.find((word) => tokens.takeWord(word));
    if (!section) throw tokens.unexpected();
    if (seen.has(section))
      problems.section ??= `The "${section}" section can only be used once in an update expression;`;
    seen.add(section);
    do actions.push(parseAction(section, tokens, problems));
    while (tokens.take(","));
  } while (tokens.peek().kind !== "end");
  return { actions, problems };
}

function parseAction(
  section: (typeof SECTIONS)[number],
  tokens: Tokens,
  problems: Problems<UpdateProblem>,
): ActionSyntax {
  const path = parsePath(tokens, problems);
  if (section === "REMOVE") return { kind: section, path };
  if (section === "SET") {
    tokens.expect("=");
    return { kind: section, path, value: parseSetValue(tokens, problems) };
  }
  const token = tokens.peek();
  if (token.kind !== ":value") throw tokens.unexpected();
  tokens.next();
  return { kind: section, path, value: { kind: "value", name: token.text } };
}

function parseSetValue(tokens: Tokens, problems: Problems<UpdateProblem>): SetValue {
  // "(a + b)" and "(a) + b" both exist: try the sum in parentheses first.
  const mark = tokens.mark();
  if (tokens.take("(")) {
    const inner = parseSetValue(tokens, problems);
    if (tokens.take(")") && (inner.kind === "arithmetic" || !isSign(tokens))) return inner;
    tokens.rewind(mark);
  }
  const left = parseOperand(tokens, problems);
  if (!isSign(tokens)) return left;
  const operator = tokens.next().text as "+" | "-";
  return { kind: "arithmetic", operator, left, right: parseOperand(tokens, problems) };
}

function isSign(tokens: Tokens): boolean {
  const { text } = tokens.peek();
  return text === "+" || text === "-";
}

function parseOperand(tokens: Tokens, problems: Problems<UpdateProblem>): Operand {
  if (tokens.take("(")) {
    const operand = parseOperand(tokens, problems);
    tokens.expect(")");
    return operand;
  }
  const token = tokens.peek();
  if (token.kind === ":value") {
    tokens.next();
    return { kind: "value", name: token.text };
  }
  if (token.kind !== "name" || tokens.peek(1).text !== "(") return parsePath(tokens, problems);
  tokens.next();
  tokens.expect("(");
  const args = [parseOperand(tokens, problems)];
  while (tokens.take(",")) args.push(parseOperand(tokens, problems));
  tokens.expect(")");
  problems.unknownFunction ??= functionProblem(token.text, "update");
  return { kind: "call", name: token.text, args };
}
