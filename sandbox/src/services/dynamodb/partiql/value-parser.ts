import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import type { Item } from "../attribute-value.ts";
import { storable } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import { NESTING_DEPTH } from "../limits.ts";
import { notWellFormed } from "./errors.ts";
import type { Tokens } from "./lexer.ts";

/** Reads literals and parameters. The parameters are taken in the order of their question marks. */
export class ValueParser {
  readonly tokens: Tokens;
  readonly #parameters: readonly AttributeValue[];
  #used = 0;
  #depth = 0;

  constructor(tokens: Tokens, parameters: readonly AttributeValue[]) {
    this.tokens = tokens;
    this.#parameters = parameters;
  }

  checkAllUsed(): void {
    if (this.#used !== this.#parameters.length) throw parametersDiffer();
  }

  /** A value if one comes next, `path` being where it stands, for AWS's messages. */
  value(path = "root"): AttributeValue | undefined {
    const { kind, text } = this.tokens.peek();
    if (kind === "string") {
      this.tokens.next();
      return { S: text };
    }
    if (kind === "number") return this.#number("", path);
    if (kind === "word") return this.#word(text.toUpperCase());
    if (kind !== "symbol") return undefined;
    switch (text) {
      case "?":
        this.tokens.next();
        if (this.#used >= this.#parameters.length) throw parametersDiffer();
        return storable(this.#parameters[this.#used++]!);
      case "-":
      case "+":
        if (this.tokens.peek(1).kind !== "number") return undefined;
        this.tokens.next();
        return this.#number(text === "-" ? "-" : "", path);
      case "[":
        return { L: this.#nested(() => this.#list("[", "]", path)) };
      case "<<":
        return this.#nested(() => this.#set(path));
      case "{":
        return { M: this.#nested(() => this.struct(path)) };
      default:
        return undefined;
    }
  }

  /** {'name': value, ...}; the members of the outermost have no path of their own in AWS's messages. */
  struct(path = "root", isItem = false): Item {
    this.tokens.expect("{");
    const item: Item = {};
    if (this.tokens.take("}")) return item;
    do {
      const { kind, text } = this.tokens.next();
      if (kind !== "string" && kind !== "quoted") throw notWellFormed("Unexpected token in struct");
      if (Object.hasOwn(item, text)) throw validation(`Duplicate keys in tuple. Key: ${text} under ${path}`);
      this.tokens.expect(":");
      item[text] = this.#required(isItem ? path : `${path}.${text}`);
    } while (this.tokens.take(","));
    this.tokens.expect("}");
    return item;
  }

  /** Lists, bags and structs within each other: deeper than an item may be is not read to its end. */
  #nested<T>(read: () => T): T {
    if (++this.#depth > NESTING_DEPTH + 1) throw validation("Nesting Levels have exceeded supported limits");
    const inner = read();
    this.#depth--;
    return inner;
  }

  #required(path: string): AttributeValue {
    const value = this.value(path);
    if (!value) throw notWellFormed("Unexpected term");
    return value;
  }

  #number(sign: string, path: string): AttributeValue {
    const { text } = this.tokens.next();
    const exponent = /[eE]([+-]?\d+)$/.exec(text)?.[1];
    const digits = /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
    // AWS reads a number into a decimal whose exponent and scale are 32-bit integers.
    if (exponent !== undefined && (!isInt32(Number(exponent)) || !isInt32(digits - Number(exponent))))
      throw notWellFormed("");
    try {
      return storable({ N: sign + text });
    } catch (error) {
      if (error instanceof AwsError) throw validation(`${error.message} under ${path}`);
      throw error;
    }
  }

  #word(word: string): AttributeValue | undefined {
    if (word !== "TRUE" && word !== "FALSE" && word !== "NULL" && word !== "MISSING") return undefined;
    this.tokens.next();
    if (word === "MISSING") throw validation("MISSING must be compared using IS operator");
    return word === "NULL" ? { NULL: true } : { BOOL: word === "TRUE" };
  }

  #list(open: string, close: string, path: string): AttributeValue[] {
    this.tokens.expect(open);
    const list: AttributeValue[] = [];
    if (this.tokens.take(close)) return list;
    do list.push(this.#required(`${path}[${list.length}]`));
    while (this.tokens.take(","));
    this.tokens.expect(close);
    return list;
  }

  /** A bag is a set of strings, numbers or (by parameters) binaries. */
  #set(path: string): AttributeValue {
    const members = this.#list("<<", ">>", path);
    if (!members.length) throw validation("Empty bags are not supported");
    if (members.every(({ S }) => S !== undefined)) return storable({ SS: members.map(({ S }) => S!) });
    if (members.every(({ N }) => N !== undefined)) return storable({ NS: members.map(({ N }) => N!) });
    if (members.every(({ B }) => B !== undefined)) return storable({ BS: members.map(({ B }) => B!) });
    throw validation("Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }
}

function isInt32(value: number): boolean {
  return value >= -(2 ** 31) && value < 2 ** 31;
}

function parametersDiffer(): AwsError {
  return validation("Number of parameters in request and statement don't match.");
}
