import { NotEmulated } from "../../../core/errors.ts";

/** A metric math expression: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html (2026-11-21) */
export type Expression =
  | { kind: "number"; value: number }
  | { kind: "text"; value: string }
  | { kind: "name"; name: string }
  | { kind: "list"; items: Expression[] }
  | { kind: "call"; name: string; args: Expression[] }
  | { kind: "unary"; operand: Expression }
  | { kind: "binary"; operator: string; left: Expression; right: Expression };

/** Weakest first. */
const OPERATORS = [["OR", "||"], ["AND", "&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/"], ["^"]];
const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(\|\||&&|[=!<>]=|[-+*/^<>()[\],]))/y;

interface Token {
  kind: "number" | "name" | "text" | "symbol";
  text: string;
}

/** `undefined` for a text that is no expression. */
export function parseExpression(text: string): Expression | undefined {
  if (/^\s*(SELECT|SEARCH)\b/i.test(text)) throw new NotEmulated("CloudWatch Metrics Insights and search expressions");
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let at = 0;
  const peek = (): string | undefined => (tokens[at]?.kind === "text" ? undefined : tokens[at]?.text);
  const take = (expected: string): boolean => {
    if (peek() !== expected) return false;
    at++;
    return true;
  };

  const binary = (level: number): Expression | undefined => {
    const operators = OPERATORS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (let operator = peek(); left && operator && operators.includes(operator); operator = peek()) {
      at++;
      const right = binary(level + 1);
      left = right && { kind: "binary", operator, left, right };
    }
    return left;
  };
  const unary = (): Expression | undefined => {
    if (!take("-")) return primary();
    const operand = unary();
    return operand && { kind: "unary", operand };
  };
  const items = (end: string): Expression[] | undefined => {
    const found: Expression[] = [];
    if (take(end)) return found;
    for (;;) {
      const item = binary(0);
      if (!item) return undefined;
      found.push(item);
      if (take(end)) return found;
      if (!take(",")) return undefined;
    }
  };
  const primary = (): Expression | undefined => {
    if (take("(")) {
      const inner = binary(0);
      return take(")") ? inner : undefined;
    }
    if (take("[")) {
      const list = items("]");
      return list && { kind: "list", items: list };
    }
    const token = tokens[at++];
    if (token?.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token?.kind === "text") return { kind: "text", value: token.text };
    if (token?.kind !== "name") return undefined;
    if (!take("(")) return { kind: "name", name: token.text };
    const args = items(")");
    return args && { kind: "call", name: token.text.toUpperCase(), args };
  };

  const expression = binary(0);
  return at === tokens.length ? expression : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [, number, name, double, single, symbol] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else tokens.push({ kind: "text", text: double ?? single ?? "" });
  }
  return tokens;
}

/** The ids that an expression names; METRICS() names them all. */
export function namesIn(expression: Expression): { names: string[]; isAll: boolean } {
  switch (expression.kind) {
    case "name":
      return { names: [expression.name], isAll: false };
    case "list":
      return merge(expression.items);
    case "call":
      return { ...merge(expression.args), ...(expression.name === "METRICS" ? { isAll: true } : {}) };
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return merge([expression.left, expression.right]);
    default:
      return { names: [], isAll: false };
  }
}

function merge(expressions: Expression[]): { names: string[]; isAll: boolean } {
  const all = expressions.map(namesIn);
  return { names: all.flatMap(({ names }) => names), isAll: all.some(({ isAll }) => isAll) };
}
