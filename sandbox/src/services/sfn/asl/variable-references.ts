import type { StateMachineDefinition, States } from "./definition.ts";
import { isObject, type Json } from "../../../core/json.ts";
import { expressionIn } from "./jsonata-expression.ts";

/** A variable in a path, an intrinsic function or an expression: not $$, not $. and not a function. */
const VARIABLE = /(?<![$\w.])\$([A-Za-z_]\w*)(?!\w*\s*\()/g;

/** By the name of a state: the workflow variables that it reads, sorted. */
export function referencesIn(definition: StateMachineDefinition): Record<string, string[]> {
  return Object.fromEntries(inStates(definition, definition.QueryLanguage ?? "JSONPath"));
}

function inStates(machine: States, language: string): [string, string[]][] {
  return Object.entries(machine.States).flatMap(([name, state]) => {
    const { Branches, ItemProcessor, Iterator, ...own } = state;
    const found = [...new Set(inValue(own as unknown as Json, "", own.QueryLanguage ?? language))].toSorted();
    const inner = [...(Branches ?? []), ItemProcessor ?? Iterator].flatMap((each) =>
      each ? inStates(each, language) : [],
    );
    return [...(found.length ? [[name, found] as [string, string[]]] : []), ...inner];
  });
}

function inValue(value: Json, key: string, language: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => inValue(item, key, language));
  if (isObject(value)) return Object.entries(value).flatMap(([name, each]) => inValue(each, name, language));
  if (typeof value !== "string") return [];
  if (language === "JSONata") {
    const expression = expressionIn(value);
    return expression === undefined ? [] : namesIn(expression).filter((name) => name !== "states");
  }
  return isDynamic(key) ? namesIn(value) : [];
}

/** Fields whose text is a path or a call. */
function isDynamic(key: string): boolean {
  return key.endsWith(".$") || key.endsWith("Path") || key === "Variable";
}

/** Texts in quotes are no variables. */
function namesIn(text: string): string[] {
  const plain = text.replaceAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, "''");
  return Array.from(plain.matchAll(VARIABLE), ([, name]) => name!);
}
