import { EvaluationFailure } from "../errors.ts";
import type { Json, JsonObject } from "../../../../core/json.ts";
import { PathNotFound } from "../path/evaluate-path.ts";
import { valueAt } from "../path/json-path.ts";
import type { Scope } from "../scope.ts";
import { COMPARISONS, matchesPattern, OPERATORS, TESTS } from "./operators.ts";

/** Whether a rule of a Choice state in JSONPath holds. */
export function holds(rule: JsonObject, input: Json, scope: Scope): boolean {
  if (Array.isArray(rule["And"])) return rule["And"].every((each) => holds(each as JsonObject, input, scope));
  if (Array.isArray(rule["Or"])) return rule["Or"].some((each) => holds(each as JsonObject, input, scope));
  if (rule["Not"]) return !holds(rule["Not"] as JsonObject, input, scope);
  const operator = OPERATORS.find((name) => name in rule)!;
  const variable = rule["Variable"] as string;
  const wanted = rule[operator]!;

  if (operator === "IsPresent") return (present(variable, input, scope) !== undefined) === wanted;
  const value = read(variable, input, scope);
  if (operator === "StringMatches") return matchesPattern(value, wanted as string);
  const test = TESTS[operator];
  if (test) return test(value) === wanted;
  if (operator.endsWith("Path"))
    return COMPARISONS[operator.slice(0, -"Path".length)]!(value, read(wanted as string, input, scope));
  return COMPARISONS[operator]!(value, wanted);
}

function present(path: string, input: Json, scope: Scope): Json | undefined {
  try {
    return valueAt(path, input, scope);
  } catch (error) {
    if (error instanceof PathNotFound) return undefined;
    throw error;
  }
}

function read(path: string, input: Json, scope: Scope): Json {
  const value = present(path, input, scope);
  if (value === undefined)
    throw new EvaluationFailure(
      `Invalid path '${path}': The choice state's condition path references an invalid value.`,
    );
  return value;
}
