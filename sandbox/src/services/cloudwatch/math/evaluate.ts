import { NotEmulated } from "../../../core/errors.ts";
import { validation } from "../errors.ts";
import type { Expression } from "./parse.ts";

/** Values by the begin of their period, milliseconds. */
export type Points = Map<number, number>;
export type Value = number | Points | Points[];

export interface Scope {
  /** Begins of all periods, ascending. */
  times: readonly number[];
  periodSeconds: number;
  /** The value of an id. */
  valueOf(id: string): Value;
  /** The metrics of the request, for METRICS(); with the ids that contain `part`. */
  metrics(part: string): Points[];
}

const BINARY: Record<string, (left: number, right: number) => number> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "<": (left, right) => Number(left < right),
  ">": (left, right) => Number(left > right),
  "<=": (left, right) => Number(left <= right),
  ">=": (left, right) => Number(left >= right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};
BINARY["&&"] = BINARY["AND"]!;
BINARY["||"] = BINARY["OR"]!;

const AGGREGATES: Record<string, (values: number[]) => number> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

const EACH: Record<string, (value: number) => number> = { ABS: Math.abs, CEIL: Math.ceil, FLOOR: Math.floor };

export function evaluateExpression(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return scope.valueOf(expression.name);
    case "list":
      return expression.items.flatMap((item) => listOf(evaluateExpression(item, scope)));
    case "unary":
      return each(evaluateExpression(expression.operand, scope), (value) => -value);
    case "binary":
      return combine(
        evaluateExpression(expression.left, scope),
        evaluateExpression(expression.right, scope),
        BINARY[expression.operator]!,
      );
    case "call":
      return call(expression.name, expression.args, scope);
    case "text":
      throw validation("Unexpected text in a metric math expression.");
  }
}

function call(name: string, args: Expression[], scope: Scope): Value {
  const value = (index: number): Value => {
    const arg = args[index];
    if (!arg) throw validation(`The function ${name} lacks an argument.`);
    return evaluateExpression(arg, scope);
  };
  if (name === "METRICS") return scope.metrics(args[0]?.kind === "text" ? args[0].value : "");
  if (name in AGGREGATES) return aggregate(value(0), AGGREGATES[name]!);
  if (name in EACH) return each(value(0), EACH[name]!);
  if (name === "IF") return choose(value(0), value(1), args[2] ? value(2) : undefined, scope);
  if (name === "FILL") return fill(value(0), args[1], scope);
  if (name === "DIFF") return each2(value(0), (now, before) => now - before);
  if (name === "RATE") return each2(value(0), (now, before, ms) => (now - before) / (ms / 1000));
  if (name === "PERIOD") return scope.periodSeconds;
  throw new NotEmulated(`the metric math function ${name}`);
}

function each(value: Value, change: (value: number) => number): Value {
  if (typeof value === "number") return change(value);
  if (Array.isArray(value)) return value.map((points) => each(points, change) as Points);
  return new Map(Array.from(value, ([time, number]) => [time, change(number)]));
}

/** With the datapoint before it; the first has none. */
function each2(value: Value, change: (now: number, before: number, ms: number) => number): Value {
  if (typeof value === "number") throw validation("A time series is expected.");
  if (Array.isArray(value)) return value.map((points) => each2(points, change) as Points);
  const entries = [...value].toSorted(([a], [b]) => a - b);
  return new Map(
    entries.slice(1).map(([time, now], index) => {
      const [earlier, before] = entries[index]!;
      return [time, change(now, before, time - earlier)];
    }),
  );
}

function combine(left: Value, right: Value, operator: (left: number, right: number) => number): Value {
  if (typeof left === "number") return each(right, (value) => operator(left, value));
  if (typeof right === "number") return each(left, (value) => operator(value, right));
  if (Array.isArray(left)) return left.map((points) => combine(points, right, operator) as Points);
  if (Array.isArray(right)) return right.map((points) => combine(left, points, operator) as Points);
  const found: Points = new Map();
  for (const [time, value] of left) if (right.has(time)) found.set(time, operator(value, right.get(time)!));
  return found;
}

/** Of one series a number; of several a series, of what there is at each time. */
function aggregate(value: Value, of: (values: number[]) => number): Value {
  if (typeof value === "number") return value;
  if (!Array.isArray(value)) return value.size ? of([...value.values()]) : new Map();
  const byTime = new Map<number, number[]>();
  for (const points of value)
    for (const [time, number] of points) byTime.set(time, [...(byTime.get(time) ?? []), number]);
  return new Map(Array.from(byTime, ([time, numbers]) => [time, of(numbers)]));
}

function choose(condition: Value, yes: Value, no: Value | undefined, { times }: Scope): Value {
  const at = (value: Value | undefined, time: number): number | undefined => {
    if (Array.isArray(value)) throw new NotEmulated("IF of several time series in metric math");
    return typeof value === "number" ? value : value?.get(time);
  };
  if (typeof condition === "number" && typeof yes === "number" && typeof (no ?? 0) === "number")
    return condition !== 0 ? yes : ((no as number | undefined) ?? new Map());
  const found: Points = new Map();
  for (const time of times) {
    const test = at(condition, time);
    const value = test === undefined ? undefined : at(test !== 0 ? yes : no, time);
    if (value !== undefined) found.set(time, value);
  }
  return found;
}

function fill(value: Value, filler: Expression | undefined, scope: Scope): Value {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((points) => fill(points, filler, scope) as Points);
  if (!filler) throw validation("The function FILL lacks an argument.");
  const isRepeat = filler.kind === "name" && filler.name === "REPEAT";
  if (filler.kind === "name" && filler.name === "LINEAR") throw new NotEmulated("FILL(..., LINEAR) in metric math");
  const other = isRepeat ? undefined : evaluateExpression(filler, scope);
  const found: Points = new Map();
  let last: number | undefined;
  for (const time of scope.times) {
    const number =
      value.get(time) ?? (isRepeat ? last : typeof other === "number" ? other : (other as Points).get(time));
    if (number === undefined) continue;
    found.set(time, number);
    last = number;
  }
  return found;
}

function listOf(value: Value): Points[] {
  if (typeof value === "number") throw new NotEmulated("numbers in a list of metric math");
  return Array.isArray(value) ? value : [value];
}
