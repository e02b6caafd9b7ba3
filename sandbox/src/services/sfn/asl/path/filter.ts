import type { Json } from "../../../../core/json.ts";
import { InvalidPath, type Filter, type Operand, type Step } from "./step.ts";

const OPERATORS = ["==", "!=", "<=", ">=", "=~", "<", ">"];
const WORDS = ["in", "nin", "contains", "subsetof", "anyof", "noneof", "size", "empty"];

/** `parseSteps` reads the paths in it. */
export function parseFilter(text: string, parseSteps: (text: string) => Step[]): Filter {
  const parser = new FilterParser(text.trim(), parseSteps);
  const filter = parser.or();
  parser.end();
  return filter;
}

class FilterParser {
  readonly #text: string;
  readonly #parseSteps: (text: string) => Step[];
  #at = 0;

  constructor(text: string, parseSteps: (text: string) => Step[]) {
    this.#text = text;
    this.#parseSteps = parseSteps;
  }

  or(): Filter {
    const parts = [this.#and()];
    while (this.#take("||")) parts.push(this.#and());
    return parts.length === 1 ? parts[0]! : { kind: "or", parts };
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw new InvalidPath(`Could not parse filter: ${this.#text}`);
  }

  #and(): Filter {
    const parts = [this.#one()];
    while (this.#take("&&")) parts.push(this.#one());
    return parts.length === 1 ? parts[0]! : { kind: "and", parts };
  }

  #one(): Filter {
    if (this.#take("!")) return { kind: "not", part: this.#one() };
    if (this.#take("(")) {
      const inner = this.or();
      if (!this.#take(")")) throw new InvalidPath(`Could not parse filter: ${this.#text}`);
      return inner;
    }
    const left = this.#operand();
    const operator = OPERATORS.find((each) => this.#take(each)) ?? this.#word();
    if (operator === undefined) return { kind: "exists", operand: left };
    return { kind: "compare", operator, left, right: this.#operand() };
  }

  #word(): string | undefined {
    this.#space();
    const [word] = /^[a-z]+(?![a-z])/.exec(this.#text.slice(this.#at)) ?? [];
    if (word === undefined || !WORDS.includes(word)) return undefined;
    this.#at += word.length;
    return word;
  }

  #operand(): Operand {
    this.#space();
    const rest = this.#text.slice(this.#at);
    const path = /^[@$](?:\.{1,2}[\p{L}\p{N}_\-*]+(?:\(\))?|\[(?:'[^']*'|"[^"]*"|[^\]'"])*\])*/u.exec(rest)?.[0];
    if (path !== undefined) {
      this.#at += path.length;
      return { path: { root: path[0] as "@" | "$", steps: this.#parseSteps(path.slice(1)) } };
    }
    const text = /^'((?:\\.|[^'\\])*)'|^"((?:\\.|[^"\\])*)"/s.exec(rest);
    if (text) {
      this.#at += text[0].length;
      return { value: (text[1] ?? text[2]!).replaceAll(/\\(.)/gs, "$1") };
    }
    const pattern = /^\/((?:\\.|[^/\\])*)\/([a-z]*)/.exec(rest);
    if (pattern) {
      this.#at += pattern[0].length;
      return { pattern: new RegExp(`^(?:${pattern[1]})$`, pattern[2]) };
    }
    const [literal] = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\[[^\]]*\])/.exec(rest) ?? [];
    if (literal === undefined) throw new InvalidPath(`Could not parse filter: ${this.#text}`);
    this.#at += literal.length;
    return { value: JSON.parse(literal.replaceAll("'", '"')) as Json };
  }

  #take(token: string): boolean {
    this.#space();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #space(): void {
    while (this.#text[this.#at] === " ") this.#at++;
  }
}
