import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { compareValues, equalValues, setMembers, sortableBytes, typeOf } from "../attribute-value.ts";
import type { Comparator } from "./condition-parser.ts";
import type { BoundOperand, Condition } from "./condition.ts";
import { valueAt } from "./document-path.ts";

/** Whether an item meets a condition; an item that does not exist is the empty item. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return holds(condition.left, item) && holds(condition.right, item);
    case "or":
      return holds(condition.left, item) || holds(condition.right, item);
    case "not":
      return !holds(condition.operand, item);
    case "compare":
      return compare(condition.comparator, resolve(condition.left, item), resolve(condition.right, item));
    case "between": {
      const value = resolve(condition.operand, item);
      return compare(">=", value, resolve(condition.low, item)) && compare("<=", value, resolve(condition.high, item));
    }
    case "in": {
      const value = resolve(condition.operand, item);
      return condition.list.some((candidate) => compare("=", value, resolve(candidate, item)));
    }
    case "call":
      return call(
        condition.name,
        resolve(condition.args[0]!, item),
        condition.args[1] && resolve(condition.args[1], item),
      );
  }
}

function resolve(operand: BoundOperand, item: Item): AttributeValue | undefined {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.parts);
  const value = resolve(operand.of, item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

function sizeOf(value: AttributeValue): number | undefined {
  // UTF-16 units, not bytes (verified on AWS in https://github.com/ExtendDB/extenddb/pull/67).
  if (value.S !== undefined) return value.S.length;
  if (value.M) return Object.keys(value.M).length;
  return value.B?.byteLength ?? (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
}

/** A missing attribute differs from everything and has no order. */
function compare(comparator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (!left || !right) return comparator === "<>";
  if (comparator === "=") return equalValues(left, right);
  if (comparator === "<>") return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function call(name: string, value: AttributeValue | undefined, argument: AttributeValue | undefined): boolean {
  if (name === "attribute_exists") return value !== undefined;
  if (name === "attribute_not_exists") return value === undefined;
  if (!value || !argument) return false;
  switch (name) {
    case "attribute_type":
      return typeOf(value) === argument.S;
    case "begins_with":
      if (value.S !== undefined) return argument.S !== undefined && value.S.startsWith(argument.S);
      return (
        value.B !== undefined &&
        argument.B !== undefined &&
        sortableBytes(value.B).startsWith(sortableBytes(argument.B))
      );
    case "contains":
      return contains(value, argument);
    default:
      throw new Error(`unknown condition function ${name}`);
  }
}

function contains(value: AttributeValue, argument: AttributeValue): boolean {
  if (value.S !== undefined) return argument.S !== undefined && value.S.includes(argument.S);
  if (value.B !== undefined)
    return argument.B !== undefined && sortableBytes(value.B).includes(sortableBytes(argument.B));
  if (value.L) return value.L.some((element) => equalValues(element, argument));
  const member =
    (value.SS && argument.S) ?? (value.NS && argument.N) ?? (value.BS && argument.B && sortableBytes(argument.B));
  return member !== undefined && setMembers(value)!.includes(member);
}
