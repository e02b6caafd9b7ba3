import { equals, isObject, type Json } from "../../../../core/json.ts";
import { isDefinite } from "./parse-path.ts";
import type { Filter, Operand, Step } from "./step.ts";

/** No value at a definite path; the text is that of Jayway's JsonPath, which AWS uses. */
export class PathNotFound extends Error {}

/** The value at a path: of a definite one the value itself, else a list of all, which may be empty. */
export function evaluateSteps(root: Json, steps: Step[]): Json {
  const definite = isDefinite(steps);
  let found: Json[] = [root];
  let path = "$";
  for (const [index, step] of steps.entries()) {
    if (step.kind === "deep") found = found.flatMap(withDescendants);
    else if (step.kind === "function") found = found.map((value) => call(step.name, definite ? value : found));
    else {
      const next = found.flatMap((value) => select(value, step, root));
      if (definite) path += pathOf(step);
      if (definite && next.length === 0) throw new PathNotFound(reason(found[0]!, step, path, index, steps.length));
      found = next;
    }
  }
  return definite || steps.at(-1)?.kind === "function" ? found[0]! : found;
}

function reason(value: Json, step: Step, path: string, index: number, length: number): string {
  if (step.kind === "indexes") {
    return Array.isArray(value)
      ? `Index out of bounds when evaluating path ${path}`
      : `Filter: ${path.slice(path.lastIndexOf("["))} can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
  }
  if (!isObject(value)) {
    const before = path.slice(0, path.lastIndexOf("["));
    return `Expected to find an object with property ${path.slice(path.lastIndexOf("["))} in path ${before} but found '${Array.isArray(value) ? "net.minidev.json.JSONArray" : value === null ? "null" : `java.lang.${typeof value === "string" ? "String" : typeof value === "boolean" ? "Boolean" : "Integer"}`}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.`;
  }
  return index === length - 1 ? `No results for path: ${path}` : `Missing property in path ${path}`;
}

function pathOf(step: Step): string {
  switch (step.kind) {
    case "names":
      return `[${step.names.map((name) => `'${name}'`).join(",")}]`;
    case "indexes":
      return `[${step.indexes.join(",")}]`;
    default:
      return "";
  }
}

function select(value: Json, step: Step, root: Json): Json[] {
  switch (step.kind) {
    case "names":
      return isObject(value) ? step.names.flatMap((name) => (Object.hasOwn(value, name) ? [value[name]!] : [])) : [];
    case "indexes":
      return Array.isArray(value)
        ? step.indexes.flatMap((index) => {
            const item = value.at(index);
            return item === undefined ? [] : [item];
          })
        : [];
    case "slice":
      return Array.isArray(value) ? value.slice(step.from, step.to).filter((_, index) => index % step.step === 0) : [];
    case "all":
      return childrenOf(value);
    case "filter":
      return (Array.isArray(value) ? value : [value]).filter((item) => passes(item, step.filter, root));
    default:
      return [];
  }
}

function childrenOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function withDescendants(value: Json): Json[] {
  return [value, ...childrenOf(value).flatMap(withDescendants)];
}

function passes(item: Json, filter: Filter, root: Json): boolean {
  switch (filter.kind) {
    case "or":
      return filter.parts.some((part) => passes(item, part, root));
    case "and":
      return filter.parts.every((part) => passes(item, part, root));
    case "not":
      return !passes(item, filter.part, root);
    case "exists":
      return valueOf(filter.operand, item, root) !== undefined;
    case "compare": {
      const left = valueOf(filter.left, item, root);
      if ("pattern" in filter.right) return typeof left === "string" && filter.right.pattern.test(left);
      return compare(filter.operator, left, valueOf(filter.right, item, root));
    }
  }
}

function valueOf(operand: Operand, item: Json, root: Json): Json | undefined {
  if ("value" in operand) return operand.value;
  if ("pattern" in operand) return operand.pattern.source;
  try {
    return evaluateSteps(operand.path.root === "@" ? item : root, operand.path.steps);
  } catch (error) {
    if (error instanceof PathNotFound) return undefined;
    throw error;
  }
}

function compare(operator: string, left: Json | undefined, right: Json | undefined): boolean {
  switch (operator) {
    case "==":
      return left !== undefined && right !== undefined && equals(left, right);
    case "!=":
      return left === undefined || right === undefined || !equals(left, right);
    case "in":
      return Array.isArray(right) && left !== undefined && right.some((each) => equals(each, left));
    case "nin":
      return Array.isArray(right) && (left === undefined || !right.some((each) => equals(each, left)));
    case "contains":
      if (typeof left === "string") return typeof right === "string" && left.includes(right);
      return Array.isArray(left) && right !== undefined && left.some((each) => equals(each, right));
    case "subsetof":
      return isSubset(left, right);
    case "anyof":
      return Array.isArray(left) && Array.isArray(right) && left.some((a) => right.some((b) => equals(a, b)));
    case "noneof":
      return Array.isArray(left) && Array.isArray(right) && !left.some((a) => right.some((b) => equals(a, b)));
    case "size":
      return (Array.isArray(left) || typeof left === "string") && left.length === right;
    case "empty":
      return (Array.isArray(left) || typeof left === "string") && (left.length === 0) === right;
    default:
      return isOrdered(operator, left, right);
  }
}

function isSubset(left: Json | undefined, right: Json | undefined): boolean {
  return Array.isArray(left) && Array.isArray(right) && left.every((a) => right.some((b) => equals(a, b)));
}

function isOrdered(operator: string, left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left !== typeof right || (typeof left !== "number" && typeof left !== "string")) return false;
  const [a, b] = [left, right as typeof left];
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

function call(name: string, value: Json): Json {
  const numbers = Array.isArray(value) ? value.filter((item) => typeof item === "number") : [];
  switch (name) {
    case "length":
    case "size":
      return Array.isArray(value) || typeof value === "string" ? value.length : Object.keys(value ?? {}).length;
    case "keys":
      return isObject(value) ? Object.keys(value) : [];
    case "min":
      return Math.min(...numbers);
    case "max":
      return Math.max(...numbers);
    case "sum":
      return numbers.reduce((sum, each) => sum + each, 0);
    case "avg":
      return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    default:
      throw new PathNotFound(`Function with name: ${name} does not exist.`);
  }
}
