import { compileArn, compileGlob, unliteral } from "./pattern.ts";
import { parseCidr, parseIp } from "./ip.ts";
import { hasVariables, resolveVariables, type ContextKeys } from "./variables.ts";

/** One test of a value of the request; compiled from one value of the policy. */
type Test = (value: string) => boolean;

interface Operator {
  compile: (policyValue: string) => Test;
  /** Not*: true when no value of the policy matches, also when the key is absent. */
  negated: boolean;
}

function equals(policyValue: string): Test {
  return (value) => value === policyValue;
}

function equalsIgnoringCase(policyValue: string): Test {
  const lower = policyValue.toLowerCase();
  return (value) => value.toLowerCase() === lower;
}

/** "An integer or decimal value": other notations of JavaScript (0x10, Infinity) are no numbers. */
function number(text: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
}

/** Dates are ISO 8601 or seconds since the epoch; a time without zone is UTC, wherever this runs. */
function date(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

function comparing(read: (text: string) => number, holds: (value: number, bound: number) => boolean) {
  return (policyValue: string): Test => {
    const bound = read(policyValue);
    return (value) => holds(read(value), bound);
  };
}

function inRange(policyValue: string): Test {
  const range = parseCidr(policyValue);
  return (value) => {
    const address = parseIp(value);
    return range !== undefined && address !== undefined && range(address);
  };
}

const is = (compile: Operator["compile"]): Operator => ({ compile, negated: false });
const not = (compile: Operator["compile"]): Operator => ({ compile, negated: true });
const comparisons = (prefix: string, read: (text: string) => number): [string, Operator][] => [
  [`${prefix}equals`, is(comparing(read, (a, b) => a === b))],
  [`${prefix}notequals`, not(comparing(read, (a, b) => a === b))],
  [`${prefix}lessthan`, is(comparing(read, (a, b) => a < b))],
  [`${prefix}lessthanequals`, is(comparing(read, (a, b) => a <= b))],
  [`${prefix}greaterthan`, is(comparing(read, (a, b) => a > b))],
  [`${prefix}greaterthanequals`, is(comparing(read, (a, b) => a >= b))],
];

/**
 * By name in lower case. AWS does not say that operators are case-insensitive, but IAM accepts them in any case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS = new Map<string, Operator>([
  ["stringequals", is(equals)],
  ["stringnotequals", not(equals)],
  ["stringequalsignorecase", is(equalsIgnoringCase)],
  ["stringnotequalsignorecase", not(equalsIgnoringCase)],
  ["stringlike", is(compileGlob)],
  ["stringnotlike", not(compileGlob)],
  ...comparisons("numeric", number),
  ...comparisons("date", date),
  ["bool", is(equalsIgnoringCase)],
  ["binaryequals", is(equals)],
  ["ipaddress", is(inRange)],
  ["notipaddress", not(inRange)],
  ["arnequals", is(compileArn)],
  ["arnlike", is(compileArn)],
  ["arnnotequals", not(compileArn)],
  ["arnnotlike", not(compileArn)],
]);

/** Operators that know wildcards: a `*` that came from a variable must stay literal in them. */
const GLOBS = /^(string(not)?like|arn)/;

/**
 * Operators whose values may hold policy variables; with the others `${...}` is text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html ("Where you can use policy variables")
 */
const TAKES_VARIABLES = /^(string|arn|bool)/;

export type Condition = (keys: ContextKeys) => boolean;

interface OperatorName {
  quantifier?: "forallvalues" | "foranyvalue";
  operator: string;
  ifExists: boolean;
}

function parseOperator(text: string): OperatorName {
  const lower = text.toLowerCase();
  const [, quantifier, rest = lower] = /^(forallvalues|foranyvalue):(.*)$/.exec(lower) ?? [];
  const ifExists = rest.endsWith("ifexists");
  const operator = ifExists ? rest.slice(0, -"ifexists".length) : rest;
  return { quantifier: quantifier as OperatorName["quantifier"], operator, ifExists };
}

export function isConditionOperator(text: string): boolean {
  const { operator, ifExists } = parseOperator(text);
  return OPERATORS.has(operator) || (operator === "null" && !ifExists);
}

/**
 * Compiles one line of a Condition block: `{ "<operator>": { "<key>": values } }`. An operator unknown to IAM never matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function compileCondition(operatorText: string, key: string, values: string[], variables: boolean): Condition {
  const { quantifier, operator: name, ifExists } = parseOperator(operatorText);
  const lowerKey = key.toLowerCase();
  if (name === "null") return compileNull(lowerKey, values);
  const operator = OPERATORS.get(name);
  if (!operator) return () => false;
  const anyValue = compileValues(operator, GLOBS.test(name), values, variables && TAKES_VARIABLES.test(name));
  const holds = (value: string, keys: ContextKeys) => anyValue(value, keys) !== operator.negated;

  return (keys) => {
    const present = keys.get(lowerKey) ?? [];
    if (quantifier) {
      // An empty value counts as none. IfExists changes nothing here: ForAllValues holds for no value, ForAnyValue does not.
      const given = present.filter((value) => value !== "");
      return quantifier === "forallvalues"
        ? given.every((value) => holds(value, keys))
        : given.some((value) => holds(value, keys));
    }
    if (!present.length) return ifExists || operator.negated;
    // A key with several values under a plain operator: positive if any matches, negative if none does.
    return operator.negated
      ? present.every((value) => holds(value, keys))
      : present.some((value) => holds(value, keys));
  };
}

function compileNull(key: string, values: string[]): Condition {
  return (keys) => {
    const absent = !keys.get(key)?.length;
    return values.some((value) => (value.toLowerCase() === "true") === absent);
  };
}

/** One test for all values of the policy (they are alternatives); those with variables are compiled per request. */
function compileValues(
  operator: Operator,
  globs: boolean,
  values: string[],
  variables: boolean,
): (value: string, keys: ContextKeys) => boolean {
  const fixed: Test[] = [];
  const open: string[] = [];
  for (const value of values) {
    if (variables && hasVariables(value)) open.push(value);
    else fixed.push(operator.compile(value));
  }
  return (value, keys) =>
    fixed.some((test) => test(value)) ||
    open.some((pattern) => {
      const resolved = resolveVariables(pattern, keys);
      if (resolved === undefined) return false;
      return operator.compile(globs ? resolved : unliteral(resolved))(value);
    });
}
