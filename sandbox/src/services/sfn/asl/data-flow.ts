import type { QueryLanguage, StateDefinition } from "./definition.ts";
import { EvaluationFailure } from "./errors.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { evaluateJsonata, type StatesVariable } from "./jsonata-expression.ts";
import { readPath } from "./path/json-path.ts";
import { putAt } from "./path/reference-path.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";

/** What a state leaves behind. */
export interface Outcome {
  output: Json;
  /** Variables to be assigned. */
  assigned?: JsonObject;
  /** In place of the state's own Next: Choice, Catch. */
  next?: string;
}

export function languageOf(state: StateDefinition, scope: Scope): QueryLanguage {
  return state.QueryLanguage ?? scope.queryLanguage;
}

/** What InputPath leaves of the input; in JSONata all of it. */
export function effectiveInput(state: StateDefinition, input: Json, scope: Scope): Json {
  if (state.InputPath === null) return {};
  return state.InputPath === undefined ? input : readPath(state.InputPath, input, scope);
}

/** What a task, or a branch, gets: Parameters or Arguments. */
export async function effectiveArguments(state: StateDefinition, input: Json, scope: Scope): Promise<Json> {
  if (languageOf(state, scope) === "JSONata")
    return state.Arguments === undefined ? input : evaluateJsonata(state.Arguments, "Arguments", { input }, scope);
  const selected = effectiveInput(state, input, scope);
  return state.Parameters === undefined ? selected : fillTemplate(state.Parameters, selected, scope);
}

/** From the result of a state and its raw input to its output and variables. `hasResult`: for Pass, Wait and Choice the result is their input. */
export async function conclude(
  state: StateDefinition,
  input: Json,
  result: Json,
  scope: Scope,
  hasResult = true,
): Promise<Outcome> {
  if (languageOf(state, scope) === "JSONata")
    return concludeJsonata(state, { input, ...(hasResult ? { result } : {}) }, result, scope);
  const selected = state.ResultSelector === undefined ? result : fillTemplate(state.ResultSelector, result, scope);
  const assigned = state.Assign && (fillTemplate(state.Assign, selected, scope) as JsonObject);
  const merged = mergeResult(state.ResultPath, input, selected);
  const output =
    state.OutputPath === null
      ? {}
      : state.OutputPath === undefined
        ? merged
        : readPath(state.OutputPath, merged, scope);
  return { output, ...(assigned && { assigned }) };
}

export async function concludeJsonata(
  { Output, Assign }: { Output?: Json; Assign?: JsonObject },
  states: StatesVariable,
  unchanged: Json,
  scope: Scope,
): Promise<Outcome> {
  const assigned = Assign && ((await evaluateJsonata(Assign, "Assign", states, scope)) as JsonObject);
  const output = Output === undefined ? unchanged : await evaluateJsonata(Output, "Output", states, scope);
  return { output, ...(assigned && { assigned }) };
}

/** ResultPath: null keeps the input, $ (the default) the result. */
export function mergeResult(path: string | null | undefined, input: Json, result: Json): Json {
  if (path === null) return input;
  return path === undefined ? result : putAt(input, path, result);
}

/** A number that stands in a field, at a path (`<field>Path`), or (JSONata) in an expression. */
export async function numberIn(fields: object, field: string, input: Json, scope: Scope): Promise<number | undefined> {
  const { [`${field}Path`]: path, [field]: given } = fields as Record<string, number | string | undefined>;
  if (typeof path === "string") {
    const value = readPath(path, input, scope);
    const kind = field === "ToleratedFailurePercentage" ? "float" : "integer";
    // Numbers may come as text.
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number) || (kind === "integer" && !Number.isInteger(number)))
      throw new EvaluationFailure(
        `The ${field}Path field refers to value "${typeof value === "string" ? value : JSON.stringify(value)}" which is not a valid ${kind}: ${path}`,
      );
    return number;
  }
  if (typeof given !== "string") return given;
  const value = await evaluateJsonata(given, field, { input }, scope);
  if (typeof value !== "number") throw new EvaluationFailure(unexpected(given, field, "number", value));
  return value;
}

/** As AWS tells of an expression that gives the wrong type. */
export function unexpected(text: string, field: string, expected: string, value: Json): string {
  const expression = text.replace(/^\{%\s*/, "").replace(/\s*%\}$/, "");
  return `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`;
}

function jsonType(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
