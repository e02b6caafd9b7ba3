import type { Expression } from "jsonata";
import { Aborted, EvaluationFailure } from "./errors.ts";
import { seeded } from "./intrinsics/functions.ts";
import type { Host } from "./host.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import type { Scope } from "./scope.ts";

/** What $states holds where an expression is evaluated, beside the context object. */
export interface StatesVariable {
  input?: Json;
  result?: Json;
  errorOutput?: Json;
}

/** An endless recursion would hold the whole process. */
const LIMITS = { timeout: 5000, stack: 10_000 };

const EXPRESSION = /^\{%([^]*)%\}$/;

/** The expression in a text {% ... %}; undefined for any other text. */
export function expressionIn(text: string): string | undefined {
  return EXPRESSION.exec(text)?.[1]?.trim();
}

/** A value in which each text {% ... %} is replaced by what it evaluates to. `field`: its place in the state, as AWS names it. */
export async function evaluateJsonata(value: Json, field: string, states: StatesVariable, scope: Scope): Promise<Json> {
  if (typeof value === "string") {
    const expression = expressionIn(value);
    return expression === undefined ? value : evaluateExpression(expression, field, states, scope);
  }
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const [index, item] of value.entries())
      items.push(await evaluateJsonata(item, `${field}[${index}]`, states, scope));
    return items;
  }
  if (!isObject(value)) return value;
  const fields: JsonObject = {};
  for (const [key, each] of Object.entries(value))
    fields[key] = await evaluateJsonata(each, `${field}/${key}`, states, scope);
  return fields;
}

async function evaluateExpression(text: string, field: string, states: StatesVariable, scope: Scope): Promise<Json> {
  const named = `The JSONata expression '${text}' specified for the field '${field}'`;
  const result = await run(text, states, scope).catch((error: unknown) => {
    if (error instanceof Aborted) throw error;
    throw new EvaluationFailure(`${named} threw an error during evaluation. ${describe(error)}`, field);
  });
  if (result === undefined) throw new EvaluationFailure(`${named} returned nothing (undefined).`, field);
  if (typeof result === "function" || isLambda(result))
    throw new EvaluationFailure(`${named} returned an unsupported result type.`, field);
  // jsonata's arrays carry properties of its own; JSON has none of them.
  return JSON.parse(JSON.stringify(result)) as Json;
}

async function run(text: string, states: StatesVariable, scope: Scope): Promise<unknown> {
  const { default: jsonata } = await import("jsonata");
  const expression = jsonata(text, LIMITS);
  registerFunctions(expression, scope.host);
  return expression.evaluate(undefined, {
    ...scope.variables.all(),
    states: { ...states, context: scope.context },
  });
}

function isLambda(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("_jsonata_lambda" in value || "_jsonata_function" in value);
}

function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? String(message) : `${code}: ${message}`;
}

/** The functions that Step Functions adds: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html (2026-11) */
function registerFunctions(expression: Expression, host: Host): void {
  expression.registerFunction("partition", (array: Json[], size: number) => {
    const chunks: Json[] = [];
    for (let start = 0; start < array.length; start += Math.floor(size))
      chunks.push(array.slice(start, start + Math.floor(size)));
    return chunks;
  });
  expression.registerFunction("range", (first: number, last: number, step: number) => {
    const values: number[] = [];
    for (let value = first; step > 0 ? value <= last : value >= last; value += step) values.push(value);
    // A sequence of jsonata: one with a single value is that value, as recorded.
    return Object.defineProperty(values, "sequence", { value: true, enumerable: false });
  });
  expression.registerFunction("hash", (text: string, algorithm: string) =>
    host.hash(text, algorithm.toLowerCase().replace("-", "")),
  );
  expression.registerFunction("random", (seed?: number) => (seed === undefined ? host.random() : seeded(seed)));
  expression.registerFunction("uuid", () => host.uuid());
  expression.registerFunction("parse", (text: string) => JSON.parse(text) as unknown);
  // Not in Step Functions: it would run text as code.
  expression.registerFunction("eval", () => {
    throw new Error("$eval is not supported");
  });
}
