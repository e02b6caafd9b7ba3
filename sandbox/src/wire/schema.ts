import { deref, NormalizedSchema } from "@smithy/core/schema";
import type { SchemaRef, StaticErrorSchema, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";

export type OperationSchema = StaticOperationSchema;
export type ErrorSchema = StaticErrorSchema;
export type StructureSchema = StaticStructureSchema;

/** The merged traits of a member, as the SDK clients carry them: the part of a Smithy model that says where a value travels. */
export interface MemberTraits {
  httpHeader?: string;
  httpLabel?: number;
  httpQuery?: string;
  httpQueryParams?: number;
  httpPrefixHeaders?: string;
  httpPayload?: number;
  httpResponseCode?: number;
  xmlName?: string;
  xmlFlattened?: number;
  ec2QueryName?: string;
}

// Positions in a static operation schema: [9, namespace, name, traits, input, output].
export const operationName = (operation: OperationSchema): string => operation[2];
export const operationTraits = (operation: OperationSchema): { http?: [string, string, number] } =>
  typeof operation[3] === "object" ? operation[3] : {};

/** The input or output of an operation; `undefined` when the operation has none. */
export function shapeOf(operation: OperationSchema, side: "input" | "output"): NormalizedSchema | undefined {
  const ref = operation[side === "input" ? 4 : 5];
  if (deref(ref) === "unit") return undefined;
  const shape = NormalizedSchema.of(ref);
  return shape.isStructSchema() ? shape : undefined;
}

export const traitsOf = (member: NormalizedSchema): MemberTraits => member.getMergedTraits();

/** Static form of a structure: [3, namespace, name, traits, member names, member schemas, required count]. Required members come first. */
export const structureOf = (shape: NormalizedSchema): StructureSchema => shape.getSchema() as StructureSchema;

/** A copy of a structure with only the members that `keep` accepts, each seen through `change`. Made once per structure and purpose. */
export function deriveStructure(
  shape: NormalizedSchema,
  keep: (member: NormalizedSchema) => boolean,
  change: (ref: SchemaRef) => SchemaRef = (ref) => ref,
): StructureSchema {
  const source = structureOf(shape);
  const kept = [...shape.structIterator()].flatMap(([, member], index) => (keep(member) ? [index] : []));
  return [
    3,
    source[1],
    source[2],
    source[3],
    kept.map((index) => source[4][index]!),
    kept.map((index) => change(source[5][index]!)),
  ] as unknown as StructureSchema;
}
