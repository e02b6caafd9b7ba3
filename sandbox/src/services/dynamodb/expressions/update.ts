import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { ValueType } from "../attribute-value.ts";
import { typeOf } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import { pathClash } from "./document-path.ts";
import { updateSyntax } from "./parse.ts";
import type { BoundPath, BoundValue, Placeholders } from "./placeholders.ts";
import { undefinedValue } from "./placeholders.ts";
import type { Operand, Path, Problems, ValueReference } from "./syntax.ts";
import { throwFirst } from "./syntax.ts";
import type { SetValue, UpdateProblem } from "./update-parser.ts";

export type BoundSetValue =
  | BoundPath
  | BoundValue
  | { kind: "if_not_exists"; path: BoundPath; otherwise: BoundSetValue }
  | { kind: "list_append"; first: BoundSetValue; second: BoundSetValue }
  | { kind: "arithmetic"; operator: "+" | "-"; left: BoundSetValue; right: BoundSetValue };

export type Action =
  | { kind: "SET"; parts: (string | number)[]; value: BoundSetValue }
  | { kind: "REMOVE"; parts: (string | number)[] }
  | { kind: "ADD" | "DELETE"; parts: (string | number)[]; value: AttributeValue };

/** AWS's order: which of several mistakes it reports. */
const ORDER: readonly UpdateProblem[] = [
  "reserved",
  "unknownFunction",
  "section",
  "name",
  "value",
  "overlap",
  "conflict",
  "operand",
  "function",
];

/** ADD and DELETE name types in words. */
const TYPE_WORDS: Partial<Record<ValueType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
};

/** UpdateExpression with its names and values. */
export function bindUpdate(text: string, placeholders: Placeholders): Action[] {
  const syntax = updateSyntax("UpdateExpression", text);
  const binder = new Binder(placeholders, { ...syntax.problems });
  const actions = syntax.actions.map((action): Action => {
    const { parts } = binder.path(action.path);
    if (action.kind === "REMOVE") return { kind: "REMOVE", parts };
    if (action.kind === "SET") return { kind: "SET", parts, value: binder.setValue(action.value) };
    const { value } = binder.value(action.value);
    binder.checkSetOperand(action.kind, value);
    return { kind: action.kind, parts, value };
  });
  const clash = pathClash(actions.map((action) => action.parts));
  if (clash) binder.problems[clash.kind] ??= clash.message;
  throwFirst(binder.problems, ORDER, (message) => validation(`Invalid UpdateExpression: ${message}`));
  return actions;
}

class Binder {
  readonly problems: Problems<UpdateProblem>;
  readonly #placeholders: Placeholders;

  constructor(placeholders: Placeholders, problems: Problems<UpdateProblem>) {
    this.#placeholders = placeholders;
    this.problems = problems;
  }

  path(path: Path): BoundPath {
    const bound = this.#placeholders.path(path);
    if (typeof bound !== "string") return bound;
    this.problems.name ??= bound;
    return { kind: "path", parts: path.parts };
  }

  value(reference: ValueReference): BoundValue {
    const value = this.#placeholders.value(reference);
    if (!value) this.problems.value ??= undefinedValue(reference);
    // Only a placeholder: with a problem recorded nothing is evaluated.
    return { kind: "value", value: value ?? { NULL: true } };
  }

  setValue(syntax: SetValue): BoundSetValue {
    if (syntax.kind === "path") return this.path(syntax);
    if (syntax.kind === "value") return this.value(syntax);
    if (syntax.kind === "call") return this.#call(syntax.name, syntax.args);
    const left = this.setValue(syntax.left);
    const right = this.setValue(syntax.right);
    for (const operand of [left, right]) this.#checkType(syntax.operator, operand, "N");
    return { kind: "arithmetic", operator: syntax.operator, left, right };
  }

  checkSetOperand(operator: "ADD" | "DELETE", value: AttributeValue): void {
    const type = typeOf(value);
    const word = TYPE_WORDS[type];
    if (word && !(operator === "ADD" && type === "N"))
      this.problems.operand ??= `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${word}`;
  }

  #call(name: string, operands: Operand[]): BoundSetValue {
    const [first, second] = operands.map((operand) => this.setValue(operand)) as [BoundSetValue, BoundSetValue];
    if (operands.length !== 2) {
      this.problems.function ??= `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`;
      return first;
    }
    if (name === "if_not_exists") {
      if (first.kind === "path") return { kind: "if_not_exists", path: first, otherwise: second };
      this.problems.function ??= `Operator or function requires a document path; operator or function: ${name}`;
      return first;
    }
    for (const operand of [first, second]) this.#checkType(name, operand, "L");
    return { kind: "list_append", first, second };
  }

  #checkType(operator: string, operand: BoundSetValue, expected: ValueType): void {
    const type = staticType(operand);
    if (type && type !== expected)
      this.problems.function ??= `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
  }
}

/** The type that a value has whatever the item holds. */
function staticType(value: BoundSetValue): ValueType | undefined {
  if (value.kind === "value") return typeOf(value.value);
  if (value.kind === "list_append") return "L";
  return value.kind === "arithmetic" ? "N" : undefined;
}

/** The type that an action gives its attribute for certain. */
export function actionType(action: Action): ValueType | undefined {
  if (action.kind === "SET") return staticType(action.value);
  return action.kind === "ADD" ? typeOf(action.value) : undefined;
}
