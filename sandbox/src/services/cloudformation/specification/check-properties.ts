import type { Properties } from "../../../core/resource.ts";
import { functionOf } from "../template/references.ts";
import { isMap } from "../template/template.ts";
import type { PropertySpecifications, PropertyType, TypeSpecification } from "./specification.ts";

/** What is wrong with the properties, in AWS's words. Functions that are not yet worked out count as right. */
export function propertyProblems(properties: Properties, specification: TypeSpecification): string[] {
  return problemsOfMembers(properties, specification.properties, specification, "#");
}

function problemsOfMembers(
  value: Record<string, unknown>,
  members: PropertySpecifications,
  specification: TypeSpecification,
  path: string,
): string[] {
  const missing = Object.entries(members).filter(([name, member]) => member.required && value[name] === undefined);
  return [
    ...missing.map(([name]) => `${path}: required key [${name}] not found`),
    ...Object.entries(value).flatMap(([name, each]) =>
      members[name]
        ? problemsOf(each, members[name].type, specification, `${path}/${name}`)
        : [`${path}: extraneous key [${name}] is not permitted`],
    ),
  ];
}

const TAG: PropertySpecifications = {
  Key: { type: "string", required: true },
  Value: { type: "string", required: true },
};

function problemsOf(value: unknown, type: PropertyType, specification: TypeSpecification, path: string): string[] {
  if (functionOf(value) || value === undefined) return [];
  if (Array.isArray(type)) {
    const [kind, first, ...more] = type as [string, PropertyType, ...PropertyType[]];
    if (kind === "one of") {
      // An alternative that has the value's own shape says more than "json", which fits anything.
      const all = [first, ...more];
      const shaped = all.filter((each) => shapeOfType(each) === found(value));
      const alternatives = (shaped.length ? shaped : all).map((each) => problemsOf(value, each, specification, path));
      return alternatives.some((problems) => problems.length === 0) ? [] : alternatives[0]!;
    }
    if (kind === "list")
      return Array.isArray(value)
        ? value.flatMap((each, index) => problemsOf(each, first, specification, `${path}/${index}`))
        : // CloudFormation takes a single value for a list of one.
          problemsOf(value, first, specification, path).length
          ? [`${path}: expected type: JSONArray, found: ${found(value)}`]
          : [];
    if (!isMap(value)) return [`${path}: expected type: JSONObject, found: ${found(value)}`];
    return Object.entries(value).flatMap(([key, each]) => problemsOf(each, first, specification, `${path}/${key}`));
  }
  if (type.startsWith("#") || type === "tag") {
    const members = type === "tag" ? TAG : specification.definitions[type.slice(1)]!;
    return isMap(value)
      ? problemsOfMembers(value, members, specification, path)
      : [`${path}: expected type: JSONObject, found: ${found(value)}`];
  }
  const expected = wrongPrimitive(value, type);
  return expected ? [`${path}: expected type: ${expected}, found: ${found(value)}`] : [];
}

function shapeOfType(type: PropertyType): string {
  if (Array.isArray(type)) return type[0] === "list" ? "JSONArray" : "JSONObject";
  return type.startsWith("#") || type === "tag" ? "JSONObject" : type === "json" ? "any" : "String";
}

/** AWS's name of the expected type when `value` cannot be taken for it: text, numbers and booleans are turned into each other where they read as such. */
function wrongPrimitive(value: unknown, type: string): string | undefined {
  switch (type) {
    case "string":
    case "date-time":
      return typeof value === "object" ? "String" : undefined;
    case "integer":
      return Number.isInteger(asNumber(value)) ? undefined : "Integer";
    case "number":
      return Number.isNaN(asNumber(value)) ? "Number" : undefined;
    case "boolean":
      return value === true || value === false || value === "true" || value === "false" ? undefined : "Boolean";
    default:
      return undefined;
  }
}

function asNumber(value: unknown): number {
  return typeof value === "number"
    ? value
    : typeof value === "string" && value.trim() !== ""
      ? Number(value)
      : Number.NaN;
}

function found(value: unknown): string {
  if (Array.isArray(value)) return "JSONArray";
  if (typeof value === "object") return "JSONObject";
  return { number: "Integer", boolean: "Boolean" }[typeof value as string] ?? "String";
}
