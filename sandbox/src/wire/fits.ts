import type { NormalizedSchema } from "@smithy/core/schema";
import { structureOf } from "./schema.ts";

type Fits = (value: unknown) => boolean;

const known = new WeakMap<object, Fits>();

/**
 * Whether a value that was read from a request has all that its shape requires, in the types that it says. Nearly every request does, so this
 * only looks at what is there; what is wrong with one that does not is found by required.ts and json-types.ts.
 */
export function fits(shape: NormalizedSchema, value: unknown): boolean {
  return fitsOf(shape)(value);
}

function fitsOf(shape: NormalizedSchema): Fits {
  const schema = shape.getSchema() as unknown;
  // Simple types are numbers, and so are lists and maps of them.
  if (typeof schema !== "object" || schema === null) return composed(shape);
  let found = known.get(schema);
  if (!found) {
    // A shape may contain itself: what it consists of is looked up at the first use.
    let made: Fits | undefined;
    found = (value) => (made ??= composed(shape))(value);
    known.set(schema, found);
  }
  return found;
}

function composed(shape: NormalizedSchema): Fits {
  if (shape.isStructSchema()) return structure(shape);
  if (!shape.isListSchema() && !shape.isMapSchema()) return simple(shape);
  const inner = fitsOf(shape.getValueSchema());
  const isPresent = (value: unknown): boolean => value === undefined || value === null || inner(value);
  if (shape.isListSchema()) return (value) => Array.isArray(value) && value.every(isPresent);
  return (value) => isRecord(value) && Object.values(value).every(isPresent);
}

function structure(shape: NormalizedSchema): Fits {
  const members = new Map(Array.from(shape.structIterator(), ([name, member]) => [name, fitsOf(member)]));
  const required = [...members.keys()].slice(0, structureOf(shape)[6] ?? 0);
  return (value) => {
    if (!isRecord(value)) return false;
    for (const name of required) if (value[name] === undefined || value[name] === null) return false;
    for (const name of Object.keys(value)) {
      const inner = value[name];
      if (inner !== undefined && inner !== null && members.get(name)?.(inner) === false) return false;
    }
    return true;
  };
}

function simple(shape: NormalizedSchema): Fits {
  if (shape.isStringSchema()) return (value) => typeof value === "string" || value instanceof String;
  if (shape.isBooleanSchema()) return (value) => typeof value === "boolean";
  if (shape.isNumericSchema()) return (value) => typeof value === "number";
  return () => true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof String);
}
