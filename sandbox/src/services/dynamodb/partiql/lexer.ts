import { notWellFormed } from "./errors.ts";

type TokenKind = "word" | "quoted" | "string" | "number" | "symbol" | "end";

export interface Token {
  kind: TokenKind;
  text: string;
}

const SPACE = /(?:\s|--[^\n]*|\/\*[^]*?\*\/)*/y;
const TOKENS: [TokenKind, RegExp][] = [
  ["number", /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["word", /[A-Za-z_$][A-Za-z0-9_$]*/y],
  ["quoted", /"(?:[^"]|"")*"/y],
  ["string", /'(?:[^']|'')*'/y],
  ["symbol", /<<|>>|<=|>=|<>|!=|[()[\]{}<>=.,:;*?+-]/y],
];

/** What is left of a statement. */
export class Tokens {
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes a symbol if it comes next. */
  take(symbol: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== "symbol" || text !== symbol) return false;
    this.#at++;
    return true;
  }

  /** Takes these words, in any case, if they come next. */
  takeWords(...words: string[]): boolean {
    const matches = words.every((word, ahead) => {
      const { kind, text } = this.peek(ahead);
      return kind === "word" && text.toUpperCase() === word;
    });
    if (matches) this.#at += words.length;
    return matches;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw notWellFormed(`Expected '${symbol}'`);
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = readToken(text, at);
    tokens.push(token.token);
    at = skipSpace(text, token.end);
  }
  return [...tokens, { kind: "end", text: "" }];
}

function readToken(text: string, at: number): { token: Token; end: number } {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const isQuoted = kind === "quoted" || kind === "string";
    const quote = found[0]!;
    const content = isQuoted ? found.slice(1, -1).replaceAll(quote + quote, quote) : found;
    return { token: { kind, text: content }, end: at + found.length };
  }
  throw notWellFormed("");
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}
