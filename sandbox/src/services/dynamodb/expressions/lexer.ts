import { validation } from "../errors.ts";

type TokenKind = "name" | "#name" | ":value" | "number" | "symbol" | "end";

interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const TOKEN =
  /[ \t\r\n]*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;

/** The tokens of one expression, with a cursor. `expression` is the parameter's name, for messages. */
export class Tokens {
  readonly expression: string;
  readonly #text: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(expression: string, text: string) {
    this.expression = expression;
    this.#text = text;
    this.#tokens = this.#split();
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (this.#at < this.#tokens.length - 1) this.#at++;
    return token;
  }

  /** Takes the next token if it is this symbol. */
  take(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== "symbol" || token.text !== symbol) return false;
    this.next();
    return true;
  }

  /** Takes the next token if it is this keyword, in any case. */
  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.next();
    return true;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "name" && token.text.toUpperCase() === word;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.peek().kind !== "end") throw this.unexpected();
  }

  mark(): number {
    return this.#at;
  }

  rewind(mark: number): void {
    this.#at = mark;
  }

  error(message: string): Error {
    return validation(`Invalid ${this.expression}: ${message}`);
  }

  /** AWS names the token and the text from the token before it to the one after it. */
  unexpected(): Error {
    const token = this.peek();
    const before = this.#tokens[this.#at - 1] ?? token;
    const after = this.#tokens[this.#at + 1] ?? token;
    return this.#syntaxError(token.kind === "end" ? "<EOF>" : token.text, this.#text.slice(before.start, after.end));
  }

  #syntaxError(token: string, near: string): Error {
    return this.error(`Syntax error; token: "${token}", near: "${near.trim()}"`);
  }

  #split(): Token[] {
    const kinds: TokenKind[] = ["name", "#name", ":value", "number", "symbol"];
    const text = this.#text;
    const tokens: Token[] = [];
    const end = text.trimEnd().length;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) {
        const rest = text.slice(from).trimStart();
        const [through] = /^.\s*\S*/s.exec(rest)!;
        const end = text.length - rest.length + through.length;
        throw this.#syntaxError(rest[0]!, text.slice(tokens.at(-1)?.start ?? 0, end));
      }
      const group = match.findIndex((part, index) => index > 0 && part !== undefined);
      const word = match[group]!;
      tokens.push({ kind: kinds[group - 1]!, text: word, start: TOKEN.lastIndex - word.length, end: TOKEN.lastIndex });
    }
    tokens.push({ kind: "end", text: "", start: end, end });
    return tokens;
  }
}
