import { templateError } from "../errors.ts";
import { attributeReference, functionOf, PLACEHOLDER } from "./references.ts";
import { cidrBlocks } from "./cidr.ts";
import { splitAttribute } from "./parse.ts";
import { isMap, type Template } from "./template.ts";

/** What names in a template stand for. `undefined` from `ref` and `attribute` means: not known before the resource is there. */
export interface Scope {
  template: Template;
  region: string;
  /** Parameters and pseudo parameters, by name. */
  values: Record<string, unknown>;
  condition(name: string): boolean;
  ref(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  importValue(name: string): unknown;
}

/** Ref AWS::NoValue: takes its member or list item away. */
const NO_VALUE = Symbol("AWS::NoValue");

/**
 * The value with its intrinsic functions worked out. A function whose arguments are not all known stays as it is, as a map: before a resource
 * exists this is how its properties are checked and shown.
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = evaluateNode(value, scope);
  return result === NO_VALUE ? undefined : result;
}

/** Whether a function remains anywhere in an evaluated value. */
export function isUnresolved(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isUnresolved);
  return isMap(value) && (functionOf(value) !== undefined || Object.values(value).some(isUnresolved));
}

function evaluateNode(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((each) => evaluateNode(each, scope)).filter((each) => each !== NO_VALUE);
  if (!isMap(value)) return value;
  const name = functionOf(value);
  if (name) return evaluateFunction(name, value[name], scope);
  const entries = Object.entries(value).map(([key, each]) => [key, evaluateNode(each, scope)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== NO_VALUE));
}

function evaluateFunction(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case "Ref":
      return evaluateRef(String(argument), scope);
    case "Fn::GetAtt":
      return evaluateGetAtt(argument, scope);
    case "Fn::Sub":
      return evaluateSub(argument, scope);
    case "Fn::If": {
      if (!Array.isArray(argument) || argument.length !== 3)
        throw templateError("Fn::If requires a list argument with three elements");
      return evaluateNode(scope.condition(String(argument[0])) ? argument[1] : argument[2], scope);
    }
  }
  const evaluated = evaluateNode(argument, scope);
  const known = FUNCTIONS[name];
  if (!known) throw templateError(`${name} is not a supported function`);
  return isUnresolved(evaluated) ? { [name]: evaluated } : (known(evaluated, scope) ?? { [name]: evaluated });
}

function evaluateRef(name: string, scope: Scope): unknown {
  if (name === "AWS::NoValue") return NO_VALUE;
  if (Object.hasOwn(scope.values, name)) return scope.values[name];
  return scope.ref(name) ?? { Ref: name };
}

function evaluateGetAtt(argument: unknown, scope: Scope): unknown {
  const [reference] = attributeReference(argument);
  const [, attribute] = Array.isArray(argument) ? argument : [];
  const name = isMap(attribute) ? String(evaluateNode(attribute, scope)) : reference?.attribute;
  if (!reference || !name)
    throw templateError(
      "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute",
    );
  return scope.attribute(reference.name, name) ?? { "Fn::GetAtt": [reference.name, name] };
}

function evaluateSub(argument: unknown, scope: Scope): unknown {
  const [text, own] = Array.isArray(argument) ? (argument as [unknown, unknown]) : [argument, {}];
  if (typeof text !== "string" || !isMap(own) || (Array.isArray(argument) && argument.length !== 2))
    throw templateError(
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  const values = evaluateNode(own, scope) as Record<string, unknown>;
  let unresolved = false;
  const replaced = text.replaceAll(PLACEHOLDER, (_match, placeholder: string) => {
    const name = placeholder.trim();
    const [first, attribute] = splitAttribute(name);
    const value = Object.hasOwn(values, name)
      ? values[name]
      : attribute === undefined
        ? evaluateRef(first!, scope)
        : evaluateGetAtt([first, attribute], scope);
    unresolved ||= isUnresolved(value);
    return Array.isArray(value) ? value.join(",") : String(value);
  });
  return unresolved ? { "Fn::Sub": argument } : replaced.replaceAll(/\$\{!([^{}]*)\}/g, "${$1}");
}

/** Functions of arguments that are all known. */
const FUNCTIONS: Record<string, (argument: unknown, scope: Scope) => unknown> = {
  "Fn::Join": (argument) => {
    const [delimiter, list] = asArray(argument);
    if (typeof delimiter !== "string" || !Array.isArray(list) || list.some((each) => typeof each === "object"))
      throw templateError(
        "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.",
      );
    return list.join(delimiter);
  },
  "Fn::Select": (argument) => {
    const [index, list] = asArray(argument);
    const position = Number(index);
    if (!Number.isInteger(position) || !Array.isArray(list))
      throw templateError("Fn::Select requires a list argument with two elements: an integer index and a list");
    if (position < 0 || position >= list.length)
      throw templateError(`Fn::Select cannot select nonexistent value at index ${position}`);
    return list[position];
  },
  "Fn::Split": (argument) => {
    const [delimiter, text] = asArray(argument);
    if (typeof delimiter !== "string" || typeof text !== "string")
      throw templateError(
        "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.",
      );
    return text.split(delimiter);
  },
  "Fn::FindInMap": (argument, scope) => {
    const [map, first, second, options] = asArray(argument);
    const found = scope.template.Mappings?.[String(map)]?.[String(first)]?.[String(second)];
    if (found !== undefined) return found;
    if (isMap(options) && "DefaultValue" in options) return options.DefaultValue;
    throw templateError(`Unable to get mapping for ${String(map)}::${String(first)}::${String(second)}`);
  },
  "Fn::Base64": (argument) => {
    if (typeof argument === "object") throw templateError("every Fn::Base64 object must have a String-typed value.");
    return Buffer.from(String(argument)).toString("base64");
  },
  "Fn::GetAZs": (argument, scope) => ["a", "b", "c"].map((zone) => `${String(argument) || scope.region}${zone}`),
  "Fn::ImportValue": (argument, scope) => scope.importValue(String(argument)),
  "Fn::Cidr": (argument) => {
    const [block, count, bits] = asArray(argument);
    return cidrBlocks(String(block), Number(count), bits === undefined ? 8 : Number(bits));
  },
  "Fn::Length": (argument) => {
    if (!Array.isArray(argument)) throw templateError("Fn::Length requires a list argument");
    return argument.length;
  },
  "Fn::ToJsonString": (argument) => JSON.stringify(argument),
};

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
