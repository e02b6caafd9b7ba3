import { splitAttribute } from "./parse.ts";
import { isMap } from "./template.ts";

interface Reference {
  /** Logical id, parameter or pseudo parameter. */
  name: string;
  /** Set for Fn::GetAtt and `${Name.Attribute}`. */
  attribute?: string;
}

/** Ref, Fn::GetAtt and Fn::Sub anywhere below `value`, in order. */
export function referencesIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  visit(value, (name, argument) => {
    if (name === "Ref" && typeof argument === "string") found.push({ name: argument });
    else if (name === "Fn::GetAtt") found.push(...attributeReference(argument));
    else if (name === "Fn::Sub") found.push(...substitutionReferences(argument));
  });
  return found;
}

/** Names of conditions used by Fn::If and Condition below `value`. */
export function conditionsIn(value: unknown): string[] {
  const found: string[] = [];
  visit(value, (name, argument) => {
    if (name === "Fn::If" && Array.isArray(argument) && typeof argument[0] === "string") found.push(argument[0]);
  });
  return found;
}

/** Calls back for each map with a single member that is a function's name. */
export function visit(value: unknown, onFunction: (name: string, argument: unknown) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, onFunction);
  else if (isMap(value)) {
    const name = functionOf(value);
    if (name) onFunction(name, value[name]);
    for (const each of Object.values(value)) visit(each, onFunction);
  }
}

/** The name of the intrinsic function that a map stands for: its only member is Ref or starts with Fn::. */
export function functionOf(value: unknown): string | undefined {
  if (!isMap(value)) return undefined;
  const keys = Object.keys(value);
  const [key] = keys;
  return keys.length === 1 && (key === "Ref" || key!.startsWith("Fn::")) ? key : undefined;
}

export function attributeReference(argument: unknown): Reference[] {
  const parts = typeof argument === "string" ? splitAttribute(argument) : argument;
  if (!Array.isArray(parts) || typeof parts[0] !== "string") return [];
  const attribute = parts.slice(1).every((part) => typeof part === "string") ? parts.slice(1).join(".") : "";
  return [{ name: parts[0], attribute }];
}

function substitutionReferences(argument: unknown): Reference[] {
  const [text, own] = Array.isArray(argument) ? (argument as [unknown, unknown]) : [argument, undefined];
  if (typeof text !== "string") return [];
  const ownNames = new Set(isMap(own) ? Object.keys(own) : []);
  return placeholdersIn(text)
    .filter((name) => !ownNames.has(name))
    .map((name) => {
      const [first, attribute] = splitAttribute(name);
      return attribute === undefined ? { name: first! } : { name: first!, attribute };
    });
}

/** `${!Literal}` is no placeholder. */
export const PLACEHOLDER = /\$\{([^!{}][^{}]*)\}/g;

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!.trim());
}
