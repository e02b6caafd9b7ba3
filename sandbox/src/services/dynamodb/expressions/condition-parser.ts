import type { Tokens } from "./lexer.ts";
import type { Call, Operand, Problems } from "./syntax.ts";
import { functionProblem, parsePath, throwFirst } from "./syntax.ts";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type ConditionSyntax =
  | { kind: "and" | "or"; left: ConditionSyntax; right: ConditionSyntax }
  | { kind: "not"; operand: ConditionSyntax }
  | { kind: "compare"; comparator: Comparator; left: Operand; right: Operand }
  | { kind: "between"; operand: Operand; low: Operand; high: Operand }
  | { kind: "in"; operand: Operand; list: Operand[] }
  | Call;

const COMPARATORS = new Set(["=", "<>", "<", "<=", ">", ">="]);
const KEYWORDS = ["AND", "OR", "NOT", "BETWEEN", "IN"];

type Kind = "parentheses" | "unknownFunction" | "misusedFunction" | "reserved";
const ORDER: readonly Kind[] = ["parentheses", "unknownFunction", "misusedFunction", "reserved"];

/** ConditionExpression, FilterExpression and KeyConditionExpression. */
export function parseCondition(tokens: Tokens): ConditionSyntax {
  const parser = new ConditionParser(tokens);
  const condition = parser.or();
  tokens.expectEnd();
  throwFirst(parser.problems, ORDER, (message) => tokens.error(message));
  return condition;
}

class ConditionParser {
  readonly problems: Problems<Kind> = {};
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  or(): ConditionSyntax {
    let left = this.#and();
    while (this.#tokens.takeWord("OR")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): ConditionSyntax {
    let left = this.#not();
    while (this.#tokens.takeWord("AND")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): ConditionSyntax {
    if (this.#tokens.takeWord("NOT")) return { kind: "not", operand: this.#not() };
    return this.#primary();
  }

  /** "(" begins either a condition in parentheses or an operand in parentheses: only what follows tells. */
  #primary(): ConditionSyntax {
    const tokens = this.#tokens;
    if (tokens.peek().text !== "(" || !this.#isParenthesisedCondition()) return this.#comparison();
    const doubled = tokens.peek(1).text === "(" && this.#closes(0) === this.#closes(1) + 1;
    if (doubled) this.problems.parentheses ??= "The expression has redundant parentheses;";
    tokens.expect("(");
    const condition = this.or();
    tokens.expect(")");
    return condition;
  }

  /** An operand in parentheses is followed by a comparator, BETWEEN or IN; a condition by anything else. */
  #isParenthesisedCondition(): boolean {
    const after = this.#closes(0) + 1;
    const token = this.#tokens.peek(after);
    return !(COMPARATORS.has(token.text) || this.#tokens.isWord("BETWEEN", after) || this.#tokens.isWord("IN", after));
  }

  /** How far ahead the parenthesis closes that opens `ahead` tokens ahead. */
  #closes(ahead: number): number {
    let depth = 0;
    for (let at = ahead; ; at++) {
      const token = this.#tokens.peek(at);
      if (token.kind === "end") return at;
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth === 0) return at;
    }
  }

  #comparison(): ConditionSyntax {
    const tokens = this.#tokens;
    const left = this.#operand();
    const token = tokens.peek();
    if (token.kind === "symbol" && COMPARATORS.has(token.text)) {
      tokens.next();
      const right = this.#operand();
      this.#checkValues([left, right]);
      return { kind: "compare", comparator: token.text as Comparator, left, right };
    }
    if (tokens.takeWord("BETWEEN")) {
      const low = this.#operand();
      if (!tokens.takeWord("AND")) throw tokens.unexpected();
      const high = this.#operand();
      this.#checkValues([left, low, high]);
      return { kind: "between", operand: left, low, high };
    }
    if (tokens.takeWord("IN")) {
      tokens.expect("(");
      const list = this.#list();
      this.#checkValues([left, ...list]);
      return { kind: "in", operand: left, list };
    }
    if (left.kind !== "call") throw tokens.unexpected();
    if (left.name === "size") this.#misused(left.name);
    return left;
  }

  #list(): Operand[] {
    const list = [this.#operand()];
    while (this.#tokens.take(",")) list.push(this.#operand());
    this.#tokens.expect(")");
    return list;
  }

  #operand(): Operand {
    const tokens = this.#tokens;
    if (tokens.take("(")) {
      if (tokens.peek().text === "(") this.problems.parentheses ??= "The expression has redundant parentheses;";
      const operand = this.#operand();
      tokens.expect(")");
      return operand;
    }
    const token = tokens.peek();
    if (token.kind === ":value") {
      tokens.next();
      return { kind: "value", name: token.text };
    }
    if (token.kind === "name" && KEYWORDS.includes(token.text.toUpperCase())) throw tokens.unexpected();
    if (token.kind !== "name" || tokens.peek(1).text !== "(") return parsePath(tokens, this.problems);
    tokens.next();
    tokens.expect("(");
    const args = this.#list();
    this.problems.unknownFunction ??= functionProblem(token.text, "condition");
    this.#checkValues(args);
    return { kind: "call", name: token.text, args };
  }

  /** Of the functions only size() gives a value that can be compared or passed on. */
  #checkValues(operands: Operand[]): void {
    for (const operand of operands) if (operand.kind === "call" && operand.name !== "size") this.#misused(operand.name);
  }

  #misused(name: string): void {
    this.problems.misusedFunction ??= `The function is not allowed to be used this way in an expression; function: ${name}`;
  }
}
