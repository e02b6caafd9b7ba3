import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { validation } from "../errors.ts";
import type { Comparator } from "./condition-parser.ts";
import type { BoundOperand, Condition } from "./condition.ts";

/** What KeyConditionExpression asks of one key attribute. */
export interface KeyCondition {
  operator: Exclude<Comparator, "<>"> | "BETWEEN" | "begins_with";
  values: AttributeValue[];
}

const MIRRORED: Record<string, KeyCondition["operator"]> = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** By attribute name. Throws AWS's errors for all that a filter may say and a key condition may not. */
export function keyConditions(condition: Condition): Map<string, KeyCondition> {
  const found = new Map<string, KeyCondition>();
  collect(condition, found);
  if (found.size > 2) throw validation("Conditions can be of length 1 or 2 only");
  return found;
}

function collect(condition: Condition, found: Map<string, KeyCondition>): void {
  switch (condition.kind) {
    case "and":
      collect(condition.left, found);
      return collect(condition.right, found);
    case "or":
    case "not":
    case "in":
      throw invalidOperator(condition.kind.toUpperCase());
    case "compare": {
      if (condition.comparator === "<>") throw invalidOperator("<>");
      const mirrored = condition.left.kind !== "path";
      add(found, mirrored ? MIRRORED[condition.comparator]! : condition.comparator, [condition.left, condition.right]);
      return;
    }
    case "between":
      if (condition.operand.kind !== "path") throw keyNotFirst("BETWEEN");
      return add(found, "BETWEEN", [condition.operand, condition.low, condition.high]);
    case "call":
      if (condition.name !== "begins_with") throw invalidOperator(condition.name);
      if (condition.args[0]!.kind !== "path") throw keyNotFirst("begins_with");
      return add(found, "begins_with", condition.args);
  }
}

function add(found: Map<string, KeyCondition>, operator: KeyCondition["operator"], operands: BoundOperand[]): void {
  let name: string | undefined;
  const values: AttributeValue[] = [];
  for (const operand of operands) {
    if (operand.kind === "size") throw validation("KeyConditionExpressions cannot contain nested operations");
    if (operand.kind === "value") {
      values.push(operand.value);
      continue;
    }
    if (name !== undefined)
      throw validation("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
    if (operand.parts.length > 1)
      throw validation("KeyConditionExpressions cannot have conditions on nested attributes");
    name = operand.parts[0] as string;
  }
  if (name === undefined) throw validation("Invalid condition in KeyConditionExpression: No key attribute specified");
  if (found.has(name)) throw validation("KeyConditionExpressions must only contain one condition per key");
  found.set(name, { operator, values });
}

function invalidOperator(operator: string) {
  return validation(`Invalid operator used in KeyConditionExpression: ${operator}`);
}

function keyNotFirst(operator: string) {
  return validation(
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
  );
}
