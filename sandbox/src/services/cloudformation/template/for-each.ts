import { templateFormatError, validationError } from "../errors.ts";
import { asList, isMap } from "./template.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html (November 2026) */
const LOOP = /^Fn::ForEach::[A-Za-z0-9]+$/;
const SECTIONS = ["Conditions", "Outputs", "Resources"];
export const LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

/** What a loop can run over besides literal lists: parameters by name, and mappings. */
type Values = Record<string, unknown>;

export function hasLoops(template: Record<string, unknown>): boolean {
  return (
    asList(template.Transform).includes(LANGUAGE_EXTENSIONS) &&
    SECTIONS.some((section) => JSON.stringify(template[section] ?? {}).includes('"Fn::ForEach::'))
  );
}

/** The template with its loops written out, as AWS::LanguageExtensions does before anything else looks at it. */
export function expandLoops(template: Record<string, unknown>, values: Values): Record<string, unknown> {
  const expanded = SECTIONS.filter((section) => isMap(template[section])).map((section) => [
    section,
    expandMembers(template[section] as Record<string, unknown>, { template, values }),
  ]);
  return { ...template, ...(Object.fromEntries(expanded) as Record<string, unknown>) };
}

interface Context {
  template: Record<string, unknown>;
  values: Values;
}

function expand(value: unknown, context: Context): unknown {
  if (Array.isArray(value)) return value.map((each) => expand(each, context));
  return isMap(value) ? expandMembers(value, context) : value;
}

function expandMembers(members: Record<string, unknown>, context: Context): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (!name.startsWith("Fn::ForEach")) {
      result[name] = expand(value, context);
      continue;
    }
    for (const [key, each] of Object.entries(loop(name, value, context))) {
      if (Object.hasOwn(result, key)) throw validationError(`Duplicate key ${key} produced by ${name}`);
      result[key] = each;
    }
  }
  return result;
}

function loop(name: string, argument: unknown, context: Context): Record<string, unknown> {
  const [identifier, collection, body] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (
    !LOOP.test(name) ||
    !Array.isArray(argument) ||
    argument.length !== 3 ||
    typeof identifier !== "string" ||
    !isMap(body)
  )
    throw templateFormatError(`Fn::ForEach layout is incorrect`);
  const result: Record<string, unknown> = {};
  for (const item of collectionOf(collection, context)) {
    const bound = substitute(body, identifier, item) as Record<string, unknown>;
    Object.assign(result, expandMembers(bound, { ...context, values: { ...context.values, [identifier]: item } }));
  }
  return result;
}

function collectionOf(collection: unknown, { template, values }: Context): string[] {
  const list = resolved(collection, template, values);
  if (!Array.isArray(list)) throw templateFormatError(`Fn::ForEach layout is incorrect`);
  return list.flatMap((each) => asList(resolved(each, template, values) as string | string[])).map(String);
}

/** Ref of a parameter (or of an outer loop's identifier) and Fn::FindInMap; everything else is as it stands. */
function resolved(value: unknown, template: Record<string, unknown>, values: Values): unknown {
  if (!isMap(value)) return value;
  if (typeof value.Ref === "string") {
    const found = values[value.Ref];
    if (found === undefined) throw templateFormatError(`Fn::ForEach could not resolve the Ref ${value.Ref}`);
    return found;
  }
  const path = value["Fn::FindInMap"];
  if (!Array.isArray(path)) throw templateFormatError(`Fn::ForEach layout is incorrect`);
  const keys = path.slice(0, 3).map((key) => String(resolved(key, template, values)));
  let found: unknown = template.Mappings;
  for (const key of keys) found = isMap(found) ? found[key] : undefined;
  if (found === undefined) throw validationError(`Template error: Unable to get mapping for ${keys.join("::")}`);
  return found;
}

/** `${Identifier}` and `&{Identifier}` (the item without what is not a letter or a digit) in keys and texts, and Ref of the identifier. */
function substitute(value: unknown, identifier: string, item: string): unknown {
  const text = (string: string) =>
    string
      .replaceAll(`\${${identifier}}`, () => item)
      .replaceAll(`&{${identifier}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ""));
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((each) => substitute(each, identifier, item));
  if (!isMap(value)) return value;
  if (value.Ref === identifier && Object.keys(value).length === 1) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [text(key), substitute(each, identifier, item)]),
  );
}
