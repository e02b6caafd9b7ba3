import type { PropertyTree, Properties } from "../../../core/resource.ts";
import { functionOf } from "../template/references.ts";
import { isMap } from "../template/template.ts";
import type { PropertySpecifications, PropertyType, TypeSpecification } from "./specification.ts";

/** Paths of properties that are set and not in the provider's `emulates` tree. */
export function propertiesNotEmulated(
  properties: Properties,
  emulates: PropertyTree,
  specification: TypeSpecification,
): string[] {
  return [...new Set(pathsInMembers(properties, specification.properties, emulates, specification, ""))];
}

function pathsInMembers(
  value: Record<string, unknown>,
  members: PropertySpecifications | undefined,
  tree: PropertyTree,
  specification: TypeSpecification,
  prefix: string,
): string[] {
  return Object.entries(value).flatMap(([name, each]) => {
    const below = tree[name];
    if (below === true) return [];
    if (below === undefined) return [`${prefix}${name}`];
    return pathsIn(each, members?.[name]?.type ?? "json", below, specification, `${prefix}${name}.`);
  });
}

function pathsIn(
  value: unknown,
  type: PropertyType,
  tree: PropertyTree,
  specification: TypeSpecification,
  prefix: string,
): string[] {
  if (functionOf(value)) return [];
  if (Array.isArray(value)) {
    const item = Array.isArray(type) && type[0] === "list" ? type[1]! : type;
    return value.flatMap((each) => pathsIn(each, item, tree, specification, prefix));
  }
  if (!isMap(value)) return [];
  if (Array.isArray(type) && type[0] === "map")
    return Object.values(value).flatMap((each) => pathsIn(each, type[1]!, tree, specification, prefix));
  const definition =
    typeof type === "string" && type.startsWith("#") ? specification.definitions[type.slice(1)] : undefined;
  return pathsInMembers(value, definition, tree, specification, prefix);
}
