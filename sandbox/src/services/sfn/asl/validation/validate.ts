import type { QueryLanguage, StateMachineDefinition } from "../definition.ts";
import { isObject, type Json } from "../../../../core/json.ts";
import { schemaError, type Finding } from "./finding.ts";
import { notAnObject, parseText } from "./json-text.ts";
import { checkState } from "./state.ts";
import { checkTransitions } from "./transitions.ts";
import type { CheckContext } from "./types.ts";

export interface Validated {
  findings: Finding[];
  /** Undefined when the text is no JSON object. */
  definition: StateMachineDefinition | undefined;
}

export function validateDefinition(text: string, type: "STANDARD" | "EXPRESS"): Validated {
  const parsed = parseText(text);
  if ("finding" in parsed) return { findings: [parsed.finding], definition: undefined };
  const { value } = parsed;
  if (!isObject(value)) return { findings: [notAnObject()], definition: undefined };
  const language = value["QueryLanguage"] ?? "JSONPath";
  const definition = value as unknown as StateMachineDefinition;
  if (language !== "JSONPath" && language !== "JSONata")
    return {
      findings: [
        schemaError("The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]", "/QueryLanguage"),
      ],
      definition,
    };
  // A state in a branch goes by the language of the whole, not by that of the state around it.
  const context: CheckContext = { type, machine: (inner, at) => checkMachine(inner, at, language, context) };
  return { findings: checkMachine(value, "", language, context), definition };
}

function checkMachine(machine: Json, at: string, language: QueryLanguage, context: CheckContext): Finding[] {
  const place = at || "/";
  if (!isObject(machine)) return [schemaError("Expected value of type Object", place)];
  const missing = ["States", "StartAt"].filter((name) => machine[name] === undefined);
  if (missing.length) return [schemaError(`These fields are required: [${missing.join(", ")}]`, place)];
  const { States, StartAt } = machine;
  if (typeof StartAt !== "string") return [schemaError("Expected value of type String", `${at}/StartAt`)];
  if (!isObject(States) || Object.keys(States).length === 0)
    return [schemaError("Value cannot be empty", `${at}/States`)];
  const findings = Object.entries(States).flatMap(([name, state]) =>
    checkState(state, `${at}/States/${name}`, language, context),
  );
  // Transitions are looked at when the states are what they should be.
  return findings.length ? findings : checkTransitions(machine, at);
}
