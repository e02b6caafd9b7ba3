import type { Properties } from "../../../core/resource.ts";
import { isMap } from "../template/template.ts";
import type { PropertySpecifications, PropertyType, TypeSpecification } from "./specification.ts";

/** Checked properties in the types of the specification: "30" for an integer becomes 30, 30 for a string "30", one value for a list a list of one. */
export function coerceProperties(properties: Properties, specification: TypeSpecification): Properties {
  return coerceMembers(properties, specification.properties, specification);
}

function coerceMembers(
  value: Record<string, unknown>,
  members: PropertySpecifications,
  specification: TypeSpecification,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      members[name] ? coerce(each, members[name].type, specification) : each,
    ]),
  );
}

function coerce(value: unknown, type: PropertyType, specification: TypeSpecification): unknown {
  if (Array.isArray(type)) {
    const [kind, first] = type as [string, PropertyType];
    if (kind === "list")
      return (Array.isArray(value) ? value : [value]).map((each) => coerce(each, first, specification));
    if (kind === "map" && isMap(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coerce(each, first, specification)]));
    return value;
  }
  if (type.startsWith("#"))
    return isMap(value) ? coerceMembers(value, specification.definitions[type.slice(1)]!, specification) : value;
  switch (type) {
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "integer":
    case "number":
      return typeof value === "string" ? Number(value) : value;
    case "boolean":
      return typeof value === "string" ? value === "true" : value;
    default:
      return value;
  }
}
