import { EvaluationFailure } from "../errors.ts";
import type { Json } from "../../../../core/json.ts";
import type { Scope } from "../scope.ts";
import { evaluateSteps, PathNotFound } from "./evaluate-path.ts";
import { parseSteps } from "./parse-path.ts";
import { InvalidPath, type Step } from "./step.ts";

/** A JSONPath of the Amazon States Language: over the input ($), the context object ($$) or a variable ($name). */
interface JsonPath {
  root: "input" | "context" | { variable: string };
  steps: Step[];
}

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}_]*)/u;
const parsed = new Map<string, JsonPath>();

/** Throws InvalidPath. */
function parseJsonPath(text: string): JsonPath {
  const known = parsed.get(text);
  if (known) return known;
  const path = parse(text);
  if (parsed.size > 1000) parsed.clear();
  parsed.set(text, path);
  return path;
}

function parse(text: string): JsonPath {
  if (text.startsWith("$$")) return { root: "context", steps: parseSteps(text.slice(2)) };
  const variable = VARIABLE.exec(text);
  if (variable) return { root: { variable: variable[1]! }, steps: parseSteps(text.slice(variable[0].length)) };
  if (!text.startsWith("$")) throw new InvalidPath("Path must start with $");
  return { root: "input", steps: parseSteps(text.slice(1)) };
}

export function isJsonPath(text: string): boolean {
  try {
    parseJsonPath(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidPath) return false;
    throw error;
  }
}

/** The value at a path. Throws PathNotFound or InvalidPath, without AWS's words around. */
export function valueAt(text: string, input: Json, scope: Scope): Json {
  const { root, steps } = parseJsonPath(text);
  return evaluateSteps(rootOf(root, input, scope), steps);
}

function rootOf(root: JsonPath["root"], input: Json, { context, variables }: Scope): Json {
  if (root === "input") return input;
  if (root === "context") return context;
  const value = variables.get(root.variable);
  if (value === undefined) throw new PathNotFound(`Variable ${root.variable} not found`);
  return value;
}

/** As AWS tells of InputPath, OutputPath and the paths of numbers. */
export function readPath(text: string, input: Json, scope: Scope): Json {
  try {
    return valueAt(text, input, scope);
  } catch (error) {
    if (!(error instanceof PathNotFound || error instanceof InvalidPath)) throw error;
    throw new EvaluationFailure(`Invalid path '${text}' : ${error.message}`);
  }
}

/** As AWS tells of paths in templates and of those of Fail. */
export function readField(text: string, field: string, input: Json, scope: Scope): Json {
  try {
    return valueAt(text, input, scope);
  } catch (error) {
    if (!(error instanceof PathNotFound || error instanceof InvalidPath)) throw error;
    throw new EvaluationFailure(
      `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(text.startsWith("$$") ? scope.context : input)}'`,
    );
  }
}
