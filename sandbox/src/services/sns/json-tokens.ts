/** A token of JSON text, with the places at which AWS's parser (Jackson) stands when it has come to it. */
export interface Token {
  kind: "{" | "}" | "[" | "]" | "field" | "string" | "number" | "true" | "false" | "null";
  /** Of a string or field its value, else as written. */
  text: string;
  /** A string is read only up to its first quote until somebody asks for its text. */
  seenAt: number;
  readAt: number;
}

const TOKEN = /\s*(?:([{}[\]])|("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|[,:])/gy;

/** The tokens of a text that is JSON. */
function tokensOf(json: string): Token[] {
  const tokens: Token[] = [];
  for (const found of json.matchAll(TOKEN)) {
    const [, mark, string, colon, number, word] = found;
    const end = found.index + found[0].length;
    if (mark) tokens.push({ kind: mark as "{", text: mark, seenAt: end, readAt: end });
    else if (string && colon !== undefined)
      tokens.push({ kind: "field", text: JSON.parse(string) as string, seenAt: end, readAt: end });
    else if (string)
      tokens.push({ kind: "string", text: JSON.parse(string) as string, seenAt: end - string.length + 1, readAt: end });
    else if (number ?? word)
      tokens.push({ kind: number ? "number" : (word as "true"), text: (number ?? word)!, seenAt: end, readAt: end });
  }
  return tokens;
}

/** Reads the tokens one after the other, as Jackson's streaming parser does: with a field's name it has already seen the beginning of the value. */
export class TokenReader {
  #tokens: Token[];
  #at = -1;
  #place = 0;

  constructor(json: string) {
    this.#tokens = tokensOf(json);
  }

  next(): Token {
    const token = this.#tokens[++this.#at]!;
    this.#place = Math.max(this.#place, token.kind === "field" ? this.#tokens[this.#at + 1]!.seenAt : token.seenAt);
    return token;
  }

  /** The text of the current token; a string is read to its end for it. */
  text(): string {
    const token = this.#tokens[this.#at]!;
    if (token.kind === "string") this.#place = Math.max(this.#place, token.readAt);
    return token.text;
  }

  /** Counted from one. */
  get column(): number {
    return this.#place + 1;
  }
}
