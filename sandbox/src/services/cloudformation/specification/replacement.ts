import { isDeepStrictEqual } from "node:util";
import { isMap } from "../template/template.ts";
import type { PropertySpecifications, PropertyType, TypeSpecification } from "./specification.ts";

export type Replacement = "yes" | "maybe" | "no";

/** Whether a change from `before` to `after` of one top-level property replaces the resource. The specification may mark it below the property too. */
export function replacementOf(
  name: string,
  before: unknown,
  after: unknown,
  specification: TypeSpecification,
): Replacement {
  return ofMember(name, before, after, specification.properties, specification);
}

function ofMember(
  name: string,
  before: unknown,
  after: unknown,
  members: PropertySpecifications,
  specification: TypeSpecification,
): Replacement {
  const member = members[name];
  if (!member || isDeepStrictEqual(before, after)) return "no";
  return member.replaces ?? below(member.type, before, after, specification);
}

function below(type: PropertyType, before: unknown, after: unknown, specification: TypeSpecification): Replacement {
  const definition =
    typeof type === "string" && type.startsWith("#") ? specification.definitions[type.slice(1)] : undefined;
  // A definition that comes or goes as a whole changes in place; its members only count when both sides have it.
  if (!definition || !isMap(before) || !isMap(after)) return "no";
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const found = [...names].map((name) => ofMember(name, before[name], after[name], definition, specification));
  return found.includes("yes") ? "yes" : found.includes("maybe") ? "maybe" : "no";
}
