import { readFileSync } from "node:fs";

/** "string", "#Definition", ["list", type], ["map", type] or ["one of", type, ...]; written by scripts/extract-resource-specification.ts. */
export type PropertyType = string | PropertyType[];

interface PropertySpecification {
  type: PropertyType;
  required?: true;
  /** A change of it replaces the resource. */
  replaces?: "yes" | "maybe";
}

export type PropertySpecifications = Record<string, PropertySpecification>;

export interface TypeSpecification {
  properties: PropertySpecifications;
  definitions: Record<string, PropertySpecifications>;
  attributes: string[];
  tags?: { property: string; variant: "standard" | "map" | "asg" };
}

const services = new Map<string, Record<string, TypeSpecification>>();
let names: Set<string> | undefined;

/** A type AWS has, or a custom resource, whose name the user chooses. */
export function isKnownType(type: string): boolean {
  names ??= new Set(read("type-names.json") as string[]);
  return names.has(type) || isCustomResource(type);
}

/** Whether Fn::GetAtt knows the attribute; of a type outside the extract nothing is known. A nested stack has one for each of its outputs. */
export function hasAttribute(type: string, attribute: string): boolean {
  const known = specificationOf(type)?.attributes;
  return (
    !known || known.includes(attribute) || (type === "AWS::CloudFormation::Stack" && attribute.startsWith("Outputs."))
  );
}

export function isCustomResource(type: string): boolean {
  return type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
}

/** The specification of a type; undefined for services outside the extract, and for custom resources, whose properties are the user's own. */
export function specificationOf(type: string): TypeSpecification | undefined {
  if (isCustomResource(type)) return undefined;
  const service = type.split("::")[1] ?? "";
  let types = services.get(service);
  if (!types) {
    try {
      types = read(`specification-${service}.json`) as Record<string, TypeSpecification>;
    } catch {
      types = {};
    }
    services.set(service, types);
  }
  return types[type];
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../generated/${path}`, import.meta.url), "utf8"));
}
