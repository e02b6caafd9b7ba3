import { conclude, effectiveInput, languageOf, unexpected, type Outcome } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { EvaluationFailure } from "../errors.ts";
import type { Json } from "../../../../core/json.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { PathNotFound } from "../path/evaluate-path.ts";
import { valueAt } from "../path/json-path.ts";
import type { Scope } from "../scope.ts";
import { parseTimestamp } from "../timestamp.ts";

/** As recorded: a wait until 24855 days ahead is taken, one of 24856 is not (31 bits of seconds). */
const MAX_SECONDS = 2 ** 31 - 1;

export async function runWait(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const selected = languageOf(state, scope) === "JSONata" ? input : effectiveInput(state, input, scope);
  const milliseconds = await delayOf(state, selected, scope);
  if (milliseconds > MAX_SECONDS * 1000) throw new EvaluationFailure("Wait state delay is too long.");
  const { host, signal } = scope;
  await host.waiting(host.sleep(Math.max(0, milliseconds), signal));
  const { ResultPath: _, ...rest } = state;
  return conclude(rest, input, selected, scope, false);
}

async function delayOf(state: StateDefinition, input: Json, scope: Scope): Promise<number> {
  const now = scope.host.now();
  if (state.SecondsPath !== undefined) return secondsAt(state.SecondsPath, input, scope) * 1000;
  if (state.TimestampPath !== undefined) return timeAt(state.TimestampPath, input, scope) - now;
  if (state.Timestamp !== undefined) {
    const text = await evaluateJsonata(state.Timestamp, "Timestamp", { input }, scope);
    const time = typeof text === "string" ? parseTimestamp(text) : undefined;
    if (time === undefined)
      throw new EvaluationFailure(
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${typeof text === "string" ? text : JSON.stringify(text)}`,
        "Timestamp",
        true,
      );
    return time - now;
  }
  const given = state.Seconds!;
  if (typeof given === "number") return given * 1000;
  const seconds = await evaluateJsonata(given, "Seconds", { input }, scope);
  if (typeof seconds !== "number") throw new EvaluationFailure(unexpected(given, "Seconds", "number", seconds));
  return seconds * 1000;
}

function at(path: string, input: Json, scope: Scope): Json | undefined {
  try {
    return valueAt(path, input, scope);
  } catch (error) {
    if (error instanceof PathNotFound) return undefined;
    throw error;
  }
}

function secondsAt(path: string, input: Json, scope: Scope): number {
  const value = at(path, input, scope);
  if (value === undefined)
    throw new EvaluationFailure(`The SecondsPath parameter does not reference an input value: ${path}`);
  const shown = `${path} == ${typeof value === "string" ? value : JSON.stringify(value)}`;
  if (typeof value !== "number" || !Number.isInteger(value))
    throw new EvaluationFailure(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
  if (value < 0) throw new EvaluationFailure(`The SecondsPath parameter references a negative value: ${shown}`);
  return value;
}

function timeAt(path: string, input: Json, scope: Scope): number {
  const value = at(path, input, scope);
  if (value === undefined)
    throw new EvaluationFailure(`The TimestampPath parameter does not reference an input value: ${path}`);
  const time = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (time === undefined)
    throw new EvaluationFailure(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
  return time;
}
