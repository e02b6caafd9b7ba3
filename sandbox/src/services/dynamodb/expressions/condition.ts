import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { ValueType } from "../attribute-value.ts";
import { compareValues, typeOf } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import { IN_OPERANDS } from "../limits.ts";
import type { Comparator, ConditionSyntax } from "./condition-parser.ts";
import type { ConditionParameter } from "./parse.ts";
import { conditionSyntax } from "./parse.ts";
import type { BoundPath, BoundValue, Placeholders } from "./placeholders.ts";
import { undefinedValue } from "./placeholders.ts";
import type { Operand } from "./syntax.ts";
import { pathText } from "./syntax.ts";

export type BoundOperand = BoundPath | BoundValue | { kind: "size"; of: BoundPath | BoundValue };

/** A condition with its names and values. */
export type Condition =
  | { kind: "and" | "or"; left: Condition; right: Condition }
  | { kind: "not"; operand: Condition }
  | { kind: "compare"; comparator: Comparator; left: BoundOperand; right: BoundOperand }
  | { kind: "between"; operand: BoundOperand; low: BoundOperand; high: BoundOperand }
  | { kind: "in"; operand: BoundOperand; list: BoundOperand[] }
  | { kind: "call"; name: string; args: BoundOperand[] };

const OPERANDS: Record<string, number> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const TYPES = ["S", "N", "B", "NULL", "SS", "BOOL", "L", "BS", "NS", "M"];

export function bindCondition(parameter: ConditionParameter, text: string, placeholders: Placeholders): Condition {
  const binder = new Binder(parameter, placeholders);
  return binder.condition(conditionSyntax(parameter, text));
}

/** Replaces placeholders and finds the mistakes that need their values. */
class Binder {
  readonly #parameter: string;
  readonly #placeholders: Placeholders;

  constructor(parameter: string, placeholders: Placeholders) {
    this.#parameter = parameter;
    this.#placeholders = placeholders;
  }

  condition(syntax: ConditionSyntax): Condition {
    switch (syntax.kind) {
      case "and":
      case "or":
        return { kind: syntax.kind, left: this.condition(syntax.left), right: this.condition(syntax.right) };
      case "not":
        return { kind: "not", operand: this.condition(syntax.operand) };
      case "compare": {
        const [left, right] = this.#operands([syntax.left, syntax.right]) as [BoundOperand, BoundOperand];
        this.#checkDistinct(syntax.comparator, left, right);
        if (syntax.comparator !== "=" && syntax.comparator !== "<>")
          this.#checkTypes(syntax.comparator, [left, right], ["S", "N", "B"]);
        return { kind: "compare", comparator: syntax.comparator, left, right };
      }
      case "between": {
        const [operand, low, high] = this.#operands([syntax.operand, syntax.low, syntax.high]) as [
          BoundOperand,
          BoundOperand,
          BoundOperand,
        ];
        this.#checkTypes("BETWEEN", [operand, low, high], ["S", "N", "B"]);
        this.#checkBounds(low, high);
        return { kind: "between", operand, low, high };
      }
      case "in": {
        if (syntax.list.length > IN_OPERANDS)
          throw this.#error(
            `The IN operator is provided with too many operands; number of operands: ${syntax.list.length}`,
          );
        const [operand, ...list] = this.#operands([syntax.operand, ...syntax.list]);
        return { kind: "in", operand: operand!, list };
      }
      case "call": {
        const args = this.#operands(syntax.args);
        this.#checkCall(syntax.name, args);
        return { kind: "call", name: syntax.name, args };
      }
    }
  }

  #operands(operands: Operand[]): BoundOperand[] {
    return operands.map((operand) => this.#operand(operand));
  }

  #operand(operand: Operand): BoundOperand {
    if (operand.kind === "call") {
      // The parser lets only size() through as an operand.
      const args = this.#operands(operand.args);
      this.#checkCall(operand.name, args);
      return { kind: "size", of: args[0] as BoundPath | BoundValue };
    }
    if (operand.kind === "path") {
      const path = this.#placeholders.path(operand);
      if (typeof path === "string") throw this.#error(path);
      return path;
    }
    const value = this.#placeholders.value(operand);
    if (!value) throw this.#error(undefinedValue(operand));
    return { kind: "value", value };
  }

  #checkCall(name: string, args: BoundOperand[]): void {
    if (args.length !== OPERANDS[name])
      throw this.#error(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
      );
    const [first, second] = args as [BoundOperand, BoundOperand | undefined];
    if (second) this.#checkDistinct(name, first, second);
    switch (name) {
      case "attribute_exists":
      case "attribute_not_exists":
        if (first.kind !== "path")
          throw this.#error(`Operator or function requires a document path; operator or function: ${name}`);
        return;
      case "begins_with":
        return this.#checkTypes(name, args, ["S", "B"]);
      case "size": {
        const type = literalType(first);
        if (type === "N" || type === "BOOL" || type === "NULL") throw this.#operandType(name, type);
        return;
      }
      case "attribute_type": {
        const type = second && literalType(second);
        if (type !== "S" || second?.kind !== "value")
          throw this.#operandType(name, type ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        if (!TYPES.includes(second.value.S!))
          throw this.#error(
            `Invalid attribute type name found; type: ${second.value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
          );
      }
    }
  }

  #checkTypes(operator: string, operands: BoundOperand[], allowed: ValueType[]): void {
    for (const operand of operands) {
      const type = literalType(operand);
      if (type && !allowed.includes(type)) throw this.#operandType(operator, type);
    }
  }

  #operandType(operator: string, type: string): Error {
    return this.#error(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
  }

  #checkDistinct(operator: string, left: BoundOperand, right: BoundOperand): void {
    if (left.kind !== "path" || right.kind !== "path") return;
    if (left.parts.length !== right.parts.length || left.parts.some((part, at) => part !== right.parts[at])) return;
    throw this.#error(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(left.parts)}`,
    );
  }

  #checkBounds(low: BoundOperand, high: BoundOperand): void {
    if (low.kind !== "value" || high.kind !== "value") return;
    const bounds = `lower bound operand: AttributeValue: ${literalText(low.value)}, upper bound operand: AttributeValue: ${literalText(high.value)}`;
    const order = compareValues(low.value, high.value);
    if (order === undefined)
      throw this.#error(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
    if (order > 0)
      throw this.#error(
        `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
      );
  }

  #error(message: string): Error {
    return validation(`Invalid ${this.#parameter}: ${message}`);
  }
}

function literalType(operand: BoundOperand): ValueType | undefined {
  return operand.kind === "value" ? typeOf(operand.value) : operand.kind === "size" ? "N" : undefined;
}

function literalText(value: AttributeValue): string {
  const type = typeOf(value);
  return `{${type}:${value.B ? Buffer.from(value.B).toString("base64") : String(value[type])}}`;
}

/** First names of all paths, and of those that go deeper: what filters may not use of keys. */
export function pathHeads(condition: Condition): { all: Set<string>; nested: Set<string> } {
  const heads = { all: new Set<string>(), nested: new Set<string>() };
  const visitOperand = (operand: BoundOperand): void => {
    if (operand.kind === "size") visitOperand(operand.of);
    if (operand.kind !== "path") return;
    heads.all.add(operand.parts[0] as string);
    if (operand.parts.length > 1) heads.nested.add(operand.parts[0] as string);
  };
  const visit = (node: Condition): void => {
    switch (node.kind) {
      case "and":
      case "or":
        visit(node.left);
        return visit(node.right);
      case "not":
        return visit(node.operand);
      case "compare":
        return [node.left, node.right].forEach(visitOperand);
      case "between":
        return [node.operand, node.low, node.high].forEach(visitOperand);
      case "in":
        return [node.operand, ...node.list].forEach(visitOperand);
      case "call":
        return node.args.forEach(visitOperand);
    }
  };
  visit(condition);
  return heads;
}
