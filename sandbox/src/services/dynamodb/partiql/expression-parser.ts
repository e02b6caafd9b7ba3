import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../core/errors.ts";
import { validation } from "../errors.ts";
import type { Comparator } from "../expressions/condition-parser.ts";
import type { BoundOperand, Condition } from "../expressions/condition.ts";
import type { BoundPath } from "../expressions/placeholders.ts";
import type { BoundSetValue } from "../expressions/update.ts";
import { notWellFormed } from "./errors.ts";
import { isKeyword } from "./keywords.ts";
import type { Tokens } from "./lexer.ts";
import type { ValueParser } from "./value-parser.ts";

const COMPARATORS: Record<string, Comparator> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
/** IS <type>, as attribute types. */
const TYPES: Record<string, string> = {
  NULL: "NULL",
  BOOLEAN: "BOOL",
  BLOB: "B",
  STRING: "S",
  NUMERIC: "N",
  STRUCT: "M",
  TUPLE: "M",
  LIST: "L",
};
/** Ours: how deep parentheses may stand in each other. */
const PARENTHESES = 100;
const OPERATOR_WORDS = /^(IS|LIKE|IN|BETWEEN|AND|OR)$/;

/** Conditions, paths and the values of SET, as the engine's own expressions. */
export class ExpressionParser {
  readonly #tokens: Tokens;
  readonly #values: ValueParser;
  #depth = 0;

  constructor(values: ValueParser) {
    this.#tokens = values.tokens;
    this.#values = values;
  }

  condition(): Condition {
    let left = this.#and();
    while (this.#infix("OR")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#infix("AND")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #infix(word: string): boolean {
    if (!this.#tokens.takeWords(word)) return false;
    if (this.#tokens.peek().kind === "end") throw notWellFormed("Missing right-hand side expression of infix operator");
    return true;
  }

  #not(): Condition {
    if (this.#tokens.takeWords("NOT")) return { kind: "not", operand: this.#not() };
    if (this.#tokens.take("(")) {
      if (++this.#depth > PARENTHESES) throw notWellFormed("");
      const inner = this.condition();
      this.#depth--;
      this.#tokens.expect(")");
      return inner;
    }
    return this.#predicate();
  }

  #predicate(): Condition {
    const call = this.#call();
    if (call && call.kind !== "size") return call;
    const left = call ?? this.operand();
    const { kind, text } = this.#tokens.peek();
    const comparator = kind === "symbol" ? COMPARATORS[text] : undefined;
    if (comparator) {
      this.#tokens.next();
      return { kind: "compare", comparator, left, right: this.#side() };
    }
    if (kind === "symbol" && (text === "+" || text === "-"))
      throw new NotEmulated("dynamodb PartiQL arithmetic in WHERE");
    const negated = this.#tokens.takeWords("NOT");
    if (this.#tokens.takeWords("LIKE"))
      throw validation("Unsupported operator in Condition Expression. Operator: LIKE");
    const condition = this.#wordPredicate(left);
    if (!condition) throw validation("WHERE clause must contain an expression that resolves to a boolean");
    return negated ? { kind: "not", operand: condition } : condition;
  }

  #wordPredicate(left: BoundOperand): Condition | undefined {
    if (this.#tokens.takeWords("BETWEEN")) {
      const low = this.#side();
      if (!this.#tokens.takeWords("AND")) throw notWellFormed("Expected AND after BETWEEN");
      return { kind: "between", operand: left, low, high: this.#side() };
    }
    if (this.#tokens.takeWords("IN")) return { kind: "in", operand: left, list: this.#inList(left) };
    if (!this.#tokens.takeWords("IS")) return undefined;
    const negated = this.#tokens.takeWords("NOT");
    const condition = this.#isPredicate(left);
    return negated ? { kind: "not", operand: condition } : condition;
  }

  #isPredicate(left: BoundOperand): Condition {
    if (left.kind === "size")
      throw validation("The left hand side argument to IS must be a Variable Reference, Literal, or Path");
    const { text } = this.#tokens.next();
    const type = text.toUpperCase();
    if (type === "MISSING") return { kind: "call", name: "attribute_not_exists", args: [left] };
    const attributeType = TYPES[type];
    if (attributeType) return typeCondition(left, attributeType);
    if (!isKeyword(text)) throw notWellFormed("Expected type name");
    throw validation(
      `Unsupported data type for IS operator: ${type}. Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]`,
    );
  }

  #inList(left: BoundOperand): BoundOperand[] {
    const close = this.#tokens.take("(") ? ")" : this.#tokens.take("[") ? "]" : undefined;
    const invalid = () =>
      validation(
        "IN operator must have a left hand argument of type Variable Reference and right hand argument of type Seq with at least one member",
      );
    if (!close || left.kind !== "path") throw invalid();
    const list: BoundOperand[] = [];
    if (this.#tokens.take(close)) throw invalid();
    do list.push(this.operand());
    while (this.#tokens.take(","));
    this.#tokens.expect(close);
    return list;
  }

  #side(): BoundOperand {
    const call = this.#call();
    if (call && call.kind !== "size")
      throw validation("WHERE clause must contain an expression that resolves to a boolean");
    return call ?? this.operand();
  }

  operand(): BoundOperand {
    const value = this.#values.value();
    return value ? { kind: "value", value } : this.path();
  }

  /** A function if one comes next. */
  #call(): Extract<Condition, { kind: "call" }> | Extract<BoundOperand, { kind: "size" }> | undefined {
    const { kind, text } = this.#tokens.peek();
    const after = this.#tokens.peek(1);
    if (kind !== "word" || after.kind !== "symbol" || after.text !== "(" || OPERATOR_WORDS.test(text.toUpperCase()))
      return undefined;
    this.#tokens.next();
    this.#tokens.next();
    const name = text.toLowerCase();
    const args: BoundOperand[] = [];
    if (!this.#tokens.take(")")) {
      do args.push(this.operand());
      while (this.#tokens.take(","));
      this.#tokens.expect(")");
    }
    if (name === "exists") throw validation("EXISTS can only be used in ExecuteTransaction write requests.");
    if (name === "size" && args.length === 1) return { kind: "size", of: args[0] as BoundPath };
    if (["begins_with", "contains", "attribute_type"].includes(name) && args.length === 2)
      return { kind: "call", name, args };
    if (["attribute_exists", "attribute_not_exists"].includes(name) && args.length === 1)
      return { kind: "call", name, args };
    throw validation(`Unrecognized function: ${text}`);
  }

  path(): BoundPath {
    const parts: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.#tokens.take(".")) parts.push(this.#name());
      else if (this.#tokens.take("[")) {
        const { kind, text } = this.#tokens.next();
        if (kind === "symbol" && text === "*")
          throw validation("Wildcard path component like a[*].b are not supported");
        if (kind !== "number" && kind !== "string") throw validation("Unexpected path component");
        parts.push(kind === "number" ? Number(text) : text);
        this.#tokens.expect("]");
      } else return { kind: "path", parts };
    }
  }

  /** A name of an attribute; keywords need quotes. */
  #name(): string {
    const { kind, text } = this.#tokens.peek();
    if (kind !== "quoted" && (kind !== "word" || isKeyword(text))) throw unexpected(this.#tokens);
    this.#tokens.next();
    if (!text) throw validation("Path component cannot be an empty string");
    return text;
  }

  /** The right side of SET: a term, or two with + or - between. */
  setValue(): BoundSetValue {
    const left = this.#setTerm();
    const operator = this.#tokens.take("+") ? "+" : this.#tokens.take("-") ? "-" : undefined;
    return operator ? { kind: "arithmetic", operator, left, right: this.#setTerm() } : left;
  }

  #setTerm(): BoundSetValue {
    const { kind, text } = this.#tokens.peek();
    const after = this.#tokens.peek(1);
    if (kind !== "word" || after.kind !== "symbol" || after.text !== "(") return this.operand() as BoundSetValue;
    this.#tokens.next();
    this.#tokens.next();
    const first = this.setValue();
    this.#tokens.expect(",");
    const second = this.setValue();
    this.#tokens.expect(")");
    const name = text.toLowerCase();
    if (name === "list_append") return { kind: "list_append", first, second };
    if (name === "if_not_exists" && first.kind === "path")
      return { kind: "if_not_exists", path: first, otherwise: second };
    throw validation(`Unrecognized function: ${text}`);
  }

  /** SET_ADD and SET_DELETE, which say of an attribute what ADD and DELETE say of it elsewhere. */
  setFunction(target: BoundPath): { kind: "ADD" | "DELETE"; value: AttributeValue } | undefined {
    const { kind, text } = this.#tokens.peek();
    const name = kind === "word" ? /^set_(add|delete)$/i.exec(text)?.[1]?.toUpperCase() : undefined;
    if (!name) return undefined;
    this.#tokens.next();
    this.#tokens.expect("(");
    const first = this.path();
    if (JSON.stringify(first.parts) !== JSON.stringify(target.parts))
      throw validation(`The first argument to SET_${name} must equal the assignment value`);
    this.#tokens.expect(",");
    const value = this.#values.value();
    if (!value?.SS && !value?.NS && !value?.BS)
      throw validation(`The second argument to SET_${name} must be a value with type SET`);
    this.#tokens.expect(")");
    return { kind: name as "ADD" | "DELETE", value };
  }
}

function typeCondition(left: BoundOperand, type: string): Condition {
  return { kind: "call", name: "attribute_type", args: [left, { kind: "value", value: { S: type } }] };
}

/** What AWS says of a token where a term should stand. */
export function unexpected(tokens: Tokens): Error {
  const { kind, text } = tokens.peek();
  if (kind === "word" && OPERATOR_WORDS.test(text.toUpperCase())) return notWellFormed("Unexpected operator");
  return notWellFormed(kind === "word" && isKeyword(text) ? "Unexpected keyword" : "Unexpected term");
}
