import type {
  AttributeValue,
  ConditionalOperator,
  Condition as LegacyCondition,
  ExpectedAttributeValue,
} from "@aws-sdk/client-dynamodb";
import { compareValues, storable, typeOf } from "../attribute-value.ts";
import { Constraints } from "../../../core/constraints.ts";
import { invalidParameters, validation } from "../errors.ts";
import type { BoundOperand, Condition } from "../expressions/condition.ts";
import type { KeyCondition } from "../expressions/key-condition.ts";

/** Operators, with how many values they take and of which types: LegacyConditionalParameters.Conditions.html (2026-11). */
const OPERATORS: Record<string, { values: [least: number, most: number]; types?: string[] }> = {
  EQ: { values: [1, 1] },
  NE: { values: [1, 1] },
  IN: { values: [1, Infinity], types: ["S", "N", "B"] },
  LE: { values: [1, 1], types: ["S", "N", "B"] },
  LT: { values: [1, 1], types: ["S", "N", "B"] },
  GE: { values: [1, 1], types: ["S", "N", "B"] },
  GT: { values: [1, 1], types: ["S", "N", "B"] },
  BETWEEN: { values: [2, 2], types: ["S", "N", "B"] },
  NOT_NULL: { values: [0, 0] },
  NULL: { values: [0, 0] },
  CONTAINS: { values: [1, 1], types: ["S", "N", "B"] },
  NOT_CONTAINS: { values: [1, 1], types: ["S", "N", "B"] },
  BEGINS_WITH: { values: [1, 1], types: ["S", "B"] },
};
const ENUM = "IN,NULL,BETWEEN,LT,NOT_CONTAINS,EQ,GT,NOT_NULL,NE,LE,BEGINS_WITH,GE,CONTAINS".split(",");
const COMPARATORS = { EQ: "=", NE: "<>", LE: "<=", LT: "<", GE: ">=", GT: ">" } as const;

/** What a condition compares: an operator and its values, checked. */
interface Comparison {
  operator: string;
  values: AttributeValue[];
}

interface Conditions {
  conditions: Record<string, LegacyCondition> | undefined;
  /** QueryFilter or ScanFilter, in lower case as AWS's constraints name it. */
  parameter: string;
  operator: ConditionalOperator | undefined;
}

/** QueryFilter, ScanFilter and KeyConditions as a condition; undefined where there is none. */
export function filterOf({ conditions, parameter, operator }: Conditions): Condition | undefined {
  if (!conditions && operator === undefined) return undefined;
  const entries = Object.entries(conditions ?? {});
  checkConditional(operator, conditions && entries.length);
  return joined(
    entries.map(([name, condition]) => conditionOf(name, comparisonOf(condition, parameter, name))),
    operator,
  );
}

/** Expected as a condition. */
export function expectedOf(input: {
  Expected?: Record<string, ExpectedAttributeValue> | undefined;
  ConditionalOperator?: ConditionalOperator | undefined;
}): Condition | undefined {
  if (!input.Expected && input.ConditionalOperator === undefined) return undefined;
  const entries = Object.entries(input.Expected ?? {});
  checkConditional(input.ConditionalOperator, input.Expected && entries.length);
  return joined(
    entries.map(([name, expected]) => conditionOf(name, expectation(name, expected))),
    input.ConditionalOperator,
  );
}

function checkConditional(operator: ConditionalOperator | undefined, count: number | undefined): void {
  new Constraints().oneOf("conditionalOperator", operator, ["OR", "AND"]).check();
  if (operator === undefined) return;
  if (!count) throw validation("ConditionalOperator cannot be used without Filter or Expected");
  if (count < 2)
    throw validation("ConditionalOperator can only be used when Filter or Expected has two or more elements");
}

function joined(conditions: Condition[], operator: ConditionalOperator | undefined): Condition | undefined {
  const kind = operator === "OR" ? "or" : "and";
  return conditions.reduceRight<Condition | undefined>(
    (right, left) => (right ? { kind, left, right } : left),
    undefined,
  );
}

function comparisonOf(
  { ComparisonOperator, AttributeValueList = [] }: LegacyCondition,
  parameter: string,
  name: string,
): Comparison {
  new Constraints().oneOf(`${parameter}.${name}.member.comparisonOperator`, ComparisonOperator, ENUM).check();
  return checked(ComparisonOperator!, AttributeValueList);
}

/** The older form of Expected (Value, Exists) and the newer one (ComparisonOperator, AttributeValueList). */
function expectation(name: string, expected: ExpectedAttributeValue): Comparison {
  const { Value, Exists, ComparisonOperator, AttributeValueList } = expected;
  const of = `for Attribute: ${name}`;
  if (ComparisonOperator !== undefined) {
    new Constraints().oneOf(`expected.${name}.member.comparisonOperator`, ComparisonOperator, ENUM).check();
    if (Exists !== undefined) throw invalidParameters(`Exists and ComparisonOperator cannot be used together ${of}`);
    if (Value && AttributeValueList)
      throw invalidParameters(`Value and AttributeValueList cannot be used together ${of}`);
    const takesNone = ComparisonOperator === "NULL" || ComparisonOperator === "NOT_NULL";
    if (!Value && !AttributeValueList && !takesNone)
      throw invalidParameters(
        `Value or AttributeValueList must be used with ComparisonOperator: ${ComparisonOperator} ${of}`,
      );
    return checked(ComparisonOperator, AttributeValueList ?? (Value ? [Value] : []));
  }
  if (AttributeValueList)
    throw invalidParameters(`AttributeValueList can only be used with a ComparisonOperator ${of}`);
  if (Exists === false) {
    if (Value) throw invalidParameters(`Value cannot be used when Exists is false ${of}`);
    return { operator: "NULL", values: [] };
  }
  if (!Value) throw invalidParameters(`Value must be provided when Exists is ${Exists ?? "null"} ${of}`);
  return checked("EQ", [Value]);
}

function checked(operator: string, list: AttributeValue[]): Comparison {
  const {
    values: [least, most],
    types,
  } = OPERATORS[operator]!;
  const values = list.map((value) => storable(value));
  if (values.length < least || values.length > most)
    throw invalidParameters(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  const kinds = values.map(typeOf);
  if (kinds.some((kind) => kind !== kinds[0]))
    throw invalidParameters("AttributeValues inside AttributeValueList must be of same type");
  const wrong = types && kinds.find((kind) => !types.includes(kind));
  if (wrong) throw invalidParameters(`ComparisonOperator ${operator} is not valid for ${wrong} AttributeValue type`);
  if (operator === "BETWEEN" && (compareValues(values[0]!, values[1]!) ?? 0) > 0)
    throw validation(
      `The BETWEEN condition was provided a range where the lower bound is greater than the upper bound`,
    );
  return { operator, values };
}

function conditionOf(name: string, { operator, values }: Comparison): Condition {
  const path: BoundOperand = { kind: "path", parts: [name] };
  const [first, second] = values.map((value): BoundOperand => ({ kind: "value", value }));
  switch (operator) {
    case "NULL":
      return { kind: "call", name: "attribute_not_exists", args: [path] };
    case "NOT_NULL":
      return { kind: "call", name: "attribute_exists", args: [path] };
    case "BETWEEN":
      return { kind: "between", operand: path, low: first!, high: second! };
    case "IN":
      return { kind: "in", operand: path, list: values.map((value) => ({ kind: "value", value })) };
    case "BEGINS_WITH":
      return { kind: "call", name: "begins_with", args: [path, first!] };
    case "CONTAINS":
      return { kind: "call", name: "contains", args: [path, first!] };
    case "NOT_CONTAINS":
      return { kind: "not", operand: { kind: "call", name: "contains", args: [path, first!] } };
    default:
      return { kind: "compare", comparator: COMPARATORS[operator as "EQ"], left: path, right: first! };
  }
}

/** KeyConditions as a query takes them. */
export function keyConditionsOf(conditions: Record<string, LegacyCondition>): Map<string, KeyCondition> {
  const entries = Object.entries(conditions);
  if (entries.length < 1 || entries.length > 2) throw validation("Conditions can be of length 1 or 2 only");
  return new Map(
    entries.map(([name, condition]) => {
      const { operator, values } = comparisonOf(condition, "keyConditions", name);
      return [name, { operator: keyOperator(operator), values }];
    }),
  );
}

function keyOperator(operator: string): KeyCondition["operator"] {
  if (operator === "BEGINS_WITH") return "begins_with";
  if (operator === "BETWEEN") return "BETWEEN";
  const comparator = COMPARATORS[operator as "EQ"] as (typeof COMPARATORS)[keyof typeof COMPARATORS] | undefined;
  if (comparator === undefined || comparator === "<>")
    throw validation("Attempted conditional constraint is not an indexable operation");
  return comparator;
}
