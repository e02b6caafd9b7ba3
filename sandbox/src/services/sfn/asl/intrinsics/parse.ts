/** A call of an intrinsic function, as text in a field that ends with .$ */
export interface IntrinsicCall {
  name: string;
  arguments: Argument[];
}

export type Argument =
  /** `raw`: a text with its escapes, in which States.Format finds its places. */
  { literal: null | boolean | number | string; raw?: string } | { path: string } | { call: IntrinsicCall };

export class InvalidIntrinsic extends Error {}

export function isIntrinsic(text: string): boolean {
  return text.startsWith("States.");
}

/** Throws InvalidIntrinsic. */
export function parseIntrinsic(text: string): IntrinsicCall {
  const parser = new Parser(text);
  const call = parser.call();
  parser.end();
  return call;
}

/** Characters that end a path among the arguments. */
const AFTER_PATH = /[,)\s]/;

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  call(): IntrinsicCall {
    this.#space();
    const [name] = /^States\.[A-Za-z0-9]+/.exec(this.#text.slice(this.#at)) ?? [];
    if (name === undefined) throw this.#invalid();
    this.#at += name.length;
    this.#expect("(");
    const values: Argument[] = [];
    this.#space();
    if (this.#text[this.#at] !== ")")
      do values.push(this.#argument());
      while (this.#take(","));
    this.#expect(")");
    return { name, arguments: values };
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#invalid();
  }

  #argument(): Argument {
    this.#space();
    const rest = this.#text.slice(this.#at);
    if (rest.startsWith("States.")) return { call: this.call() };
    if (rest.startsWith("$")) return { path: this.#path() };
    if (rest.startsWith("'")) return this.#string();
    const [literal] = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(rest) ?? [];
    if (literal === undefined) throw this.#invalid();
    this.#at += literal.length;
    return { literal: JSON.parse(literal) as null | boolean | number };
  }

  #path(): string {
    const start = this.#at;
    let depth = 0;
    let quote: string | undefined;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at]!;
      if (quote) {
        if (char === quote) quote = undefined;
      } else if (char === "'" || char === '"') quote = char;
      else if (char === "[" || char === "(") depth++;
      else if (depth > 0 && (char === "]" || char === ")")) depth--;
      else if (depth === 0 && AFTER_PATH.test(char)) break;
    }
    return this.#text.slice(start, this.#at);
  }

  /** A text in single quotes, in which \' \{ \} and \\ stand for the character itself. */
  #string(): Argument {
    const [quoted, raw] = /^'((?:[^'\\]|\\['{}\\])*)'/s.exec(this.#text.slice(this.#at)) ?? [];
    if (quoted === undefined || raw === undefined) throw this.#invalid();
    this.#at += quoted.length;
    return { literal: raw.replaceAll(/\\(.)/gs, "$1"), raw };
  }

  #expect(char: string): void {
    if (!this.#take(char)) throw this.#invalid();
  }

  #take(char: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #invalid(): InvalidIntrinsic {
    return new InvalidIntrinsic(`Invalid intrinsic function call: ${this.#text}`);
  }
}
