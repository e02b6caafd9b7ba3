import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import type { BoundOperand, Condition } from "../expressions/condition.ts";
import type { KeyCondition } from "../expressions/key-condition.ts";
import type { KeySchema } from "../key.ts";
import { keyAttributes } from "../key.ts";
import { keyNotPinned } from "./errors.ts";

/** The parts that must all hold. */
function conjuncts(condition: Condition | undefined): Condition[] {
  if (!condition) return [];
  return condition.kind === "and" ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];
}

function isAttribute(operand: BoundOperand, name: string): boolean {
  return operand.kind === "path" && operand.parts.length === 1 && operand.parts[0] === name;
}

/** The value that a condition sets equal to an attribute. */
function equated(condition: Condition, name: string): AttributeValue | undefined {
  if (condition.kind !== "compare" || condition.comparator !== "=") return undefined;
  const { left, right } = condition;
  if (isAttribute(left, name) && right.kind === "value") return right.value;
  return isAttribute(right, name) && left.kind === "value" ? left.value : undefined;
}

/** The hash keys to which a condition narrows a read; undefined: it may be any, and the read is a scan. */
export function pinnedHashes(condition: Condition | undefined, hash: string): AttributeValue[] | undefined {
  if (!condition) return undefined;
  switch (condition.kind) {
    case "and":
      return pinnedHashes(condition.left, hash) ?? pinnedHashes(condition.right, hash);
    case "or": {
      const left = pinnedHashes(condition.left, hash);
      const right = left && pinnedHashes(condition.right, hash);
      return right && [...left, ...right];
    }
    case "in": {
      const { operand, list } = condition;
      if (!isAttribute(operand, hash)) return undefined;
      const values = list.flatMap((each) => (each.kind === "value" ? [each.value] : []));
      return values.length === list.length ? values : undefined;
    }
    default: {
      const value = equated(condition, hash);
      return value && [value];
    }
  }
}

/** What a condition says of the sort key in a form that a query can use; the rest is a filter. */
export function sortCondition(condition: Condition | undefined, name: string): KeyCondition | undefined {
  for (const part of conjuncts(condition)) {
    const values = (operands: BoundOperand[]) =>
      operands.flatMap((operand) => (operand.kind === "value" ? [operand.value] : []));
    if (part.kind === "compare" && part.comparator !== "<>" && isAttribute(part.left, name)) {
      const [value] = values([part.right]);
      if (value) return { operator: part.comparator, values: [value] };
    }
    if (part.kind === "between" && isAttribute(part.operand, name)) {
      const bounds = values([part.low, part.high]);
      if (bounds.length === 2) return { operator: "BETWEEN", values: bounds };
    }
    if (part.kind === "call" && part.name === "begins_with" && isAttribute(part.args[0]!, name)) {
      const prefix = values(part.args.slice(1));
      if (prefix.length) return { operator: "begins_with", values: prefix };
    }
  }
  return undefined;
}

/** The one item a condition means, and what it says beside. Throws where it does not pin the whole key. */
export function splitKey(
  condition: Condition | undefined,
  schema: KeySchema,
  incomplete: () => Error = keyNotPinned,
): { key: Item; rest: Condition | undefined } {
  const key: Item = {};
  const rest: Condition[] = [];
  for (const part of conjuncts(condition)) {
    const pinned = keyAttributes(schema).find(({ name }) => equated(part, name));
    if (!pinned) {
      rest.push(part);
      continue;
    }
    if (key[pinned.name])
      throw validation(
        `Multiple conditions on same key ${pinned.name}. Only single item Update/Insert/Delete are supported`,
      );
    key[pinned.name] = equated(part, pinned.name)!;
  }
  if (Object.keys(key).length < keyAttributes(schema).length) throw incomplete();
  return {
    key,
    rest: rest.reduceRight<Condition | undefined>((all, part) => (all ? and(part, all) : part), undefined),
  };
}

export function and(left: Condition, right: Condition): Condition {
  return { kind: "and", left, right };
}
