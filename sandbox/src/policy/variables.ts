import { literal } from "./pattern.ts";

/** Condition keys of one request, names in lower case; a key that is absent is not in the map. */
export type ContextKeys = ReadonlyMap<string, readonly string[]>;

const VARIABLE = /\$\{\s*([^{}]*?)\s*\}/g;
const DEFAULT = /^([^,]*?)\s*,\s*'([^']*)'$/;

export function hasVariables(text: string): boolean {
  return text.includes("${");
}

/**
 * Puts in the policy variables of a pattern: `${aws:username}`, with a default `${aws:username, 'nobody'}`, and the escapes
 * `${*}`, `${?}`, `${$}`. `undefined` when a variable without default has no value, or several: the pattern then matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resolveVariables(pattern: string, keys: ContextKeys): string | undefined {
  let missing = false;
  const resolved = pattern.replace(VARIABLE, (_, inner: string) => {
    if (inner === "*" || inner === "?") return literal(inner);
    if (inner === "$") return "$";
    const [, name = inner, fallback] = DEFAULT.exec(inner) ?? [];
    const values = keys.get(name.toLowerCase());
    const value = values?.length === 1 ? values[0] : fallback;
    if (value === undefined) missing = true;
    return literal(value ?? "");
  });
  return missing ? undefined : resolved;
}
