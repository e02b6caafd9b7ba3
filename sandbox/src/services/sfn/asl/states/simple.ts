import {
  concludeJsonata,
  conclude,
  effectiveArguments,
  effectiveInput,
  languageOf,
  type Outcome,
} from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { StatesError } from "../errors.ts";
import type { Json, JsonObject } from "../../../../core/json.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { readPath, readField } from "../path/json-path.ts";
import { isIntrinsic } from "../intrinsics/parse.ts";
import { evaluateIntrinsic } from "../intrinsics/evaluate.ts";
import { fillTemplate } from "../payload-template.ts";
import type { Scope } from "../scope.ts";
import { EvaluationFailure } from "../errors.ts";
import { holds } from "../choice/rule.ts";
import type { ChoiceRule } from "../definition.ts";

export async function runPass(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  if (languageOf(state, scope) === "JSONata") return conclude(state, input, input, scope, false);
  const result = state.Result === undefined ? await effectiveArguments(state, input, scope) : state.Result;
  return conclude(state, input, result, scope);
}

export async function runSucceed(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const { Assign: _, ResultPath: __, ...rest } = state;
  if (languageOf(state, scope) === "JSONata") return conclude(rest, input, input, scope, false);
  return conclude(rest, input, effectiveInput(state, input, scope), scope);
}

/** Throws the error that the state names. */
export async function runFail(state: StateDefinition, input: Json, scope: Scope): Promise<never> {
  throw new StatesError(await failText("Error", state, input, scope), await failText("Cause", state, input, scope));
}

async function failText(
  field: "Error" | "Cause",
  state: StateDefinition,
  input: Json,
  scope: Scope,
): Promise<string | undefined> {
  const path = state[`${field}Path`];
  if (path !== undefined) {
    const value = isIntrinsic(path)
      ? evaluateIntrinsic(path, `${field}Path`, input, scope)
      : readField(path, `${field}Path`, input, scope);
    if (typeof value !== "string")
      throw new EvaluationFailure(`The ${field}Path field must reference a string: ${path}`);
    return value;
  }
  const text = state[field];
  if (text === undefined || languageOf(state, scope) !== "JSONata") return text;
  return String(await evaluateJsonata(text, field, { input }, scope));
}

/** The first rule that holds decides; without one Default, and without that States.NoChoiceMatched. */
export async function runChoice(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const isJsonata = languageOf(state, scope) === "JSONata";
  const selected = isJsonata ? input : effectiveInput(state, input, scope);
  for (const [index, rule] of (state.Choices ?? []).entries()) {
    const taken = isJsonata ? await condition(rule, index, input, scope) : holds(rule, selected, scope);
    if (taken) return { ...(await concludeChoice(state, rule, input, selected, scope)), next: rule.Next };
  }
  if (state.Default !== undefined)
    return { ...(await concludeChoice(state, state, input, selected, scope)), next: state.Default };
  throw new StatesError("States.NoChoiceMatched", "No Choice matched and no Default path is specified.");
}

async function condition(rule: ChoiceRule, index: number, input: Json, scope: Scope): Promise<boolean> {
  const given = rule["Condition"]!;
  if (typeof given === "boolean") return given;
  const field = `Choices[${index}]/Condition`;
  const value = await evaluateJsonata(given, field, { input }, scope);
  if (typeof value !== "boolean")
    throw new EvaluationFailure(
      `The JSONata expression '${String(given).slice(2, -2).trim()}' specified for the field '${field}' returned an unexpected result type. Expected 'boolean', but was '${typeof value}' for value: ${JSON.stringify(value)}`,
    );
  return value;
}

/** In JSONata a rule may have an output of its own, in both languages variables of its own; those of the state count for Default. */
async function concludeChoice(
  state: StateDefinition,
  rule: ChoiceRule | StateDefinition,
  input: Json,
  selected: Json,
  scope: Scope,
): Promise<Outcome> {
  const assign = rule.Assign as JsonObject | undefined;
  if (languageOf(state, scope) === "JSONata") {
    const output = rule.Output ?? state.Output;
    return concludeJsonata(
      { ...(output === undefined ? {} : { Output: output }), ...(assign && { Assign: assign }) },
      { input },
      input,
      scope,
    );
  }
  const output =
    state.OutputPath === null
      ? {}
      : state.OutputPath === undefined
        ? selected
        : readPath(state.OutputPath, selected, scope);
  return { output, ...(assign && { assigned: fillTemplate(assign, selected, scope) as JsonObject }) };
}
