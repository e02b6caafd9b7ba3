import type { NormalizedSchema } from "@smithy/core/schema";
import { isObject, type Json, type JsonObject } from "../core/json.ts";

/** The name of a member as integrations write it. */
export type Naming = (member: string) => string;

/** Optimized integrations: the API's name with a capital. */
export const capitalized: Naming = (member) => `${member[0]!.toUpperCase()}${member.slice(1)}`;

/** aws-sdk integrations: the property of the Java SDK 2, with a capital (BOOL -> Bool, SSEKMSKeyId -> SsekmsKeyId). */
export const javaNamed: Naming = (member) => {
  const [first] = /^[A-Z]+(?![a-z])|^[A-Za-z]/.exec(member) ?? [""];
  const name = capitalized(first.toLowerCase() + member.slice(first.length));
  // null is a reserved word of Java.
  return name === "Null" ? "Nul" : name;
};

/** What of some JSON does not fit the shape that it is read by. */
export interface Misfit {
  field: string;
  problem: "format" | "unknown";
}

interface Reading {
  misfits: Misfit[];
  /** Whether a key may stand for the member that it is spelled like. */
  accepts(key: string): boolean;
}

/**
 * JSON as the input of an operation: members by their API names, bytes and times as such, objects in text fields as JSON. Capitals do not
 * count in the names of members; `accepts` may be stricter. What does not fit is told in `misfits`.
 */
export function toInput(
  shape: NormalizedSchema,
  value: Json,
  { misfits = [], accepts = () => true }: Partial<Reading> = {},
): unknown {
  return read(shape, value, "", { misfits, accepts });
}

function read(shape: NormalizedSchema, value: Json, field: string, reading: Reading): unknown {
  if (value === null) return null;
  const misfit = () => {
    reading.misfits.push({ field, problem: "format" });
    return value;
  };
  if (shape.isStructSchema()) return isObject(value) ? structure(shape, value, reading) : misfit();
  if (shape.isListSchema())
    return Array.isArray(value) ? value.map((item) => read(shape.getValueSchema(), item, field, reading)) : misfit();
  if (shape.isMapSchema())
    return isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [key, read(shape.getValueSchema(), each, field, reading)]),
        )
      : misfit();
  if (shape.isBlobSchema()) return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  if (shape.isTimestampSchema()) {
    const time = new Date(typeof value === "number" ? value * 1000 : String(value));
    return Number.isNaN(time.getTime()) ? misfit() : time;
  }
  if (shape.isStringSchema()) return typeof value === "string" ? value : JSON.stringify(value);
  if (shape.isBooleanSchema() && typeof value !== "boolean") return misfit();
  if (shape.isNumericSchema() && typeof value !== "number") return misfit();
  return value;
}

function structure(shape: NormalizedSchema, value: JsonObject, reading: Reading): Record<string, unknown> {
  const members = new Map([...shape.structIterator()].map(([name, member]) => [name.toLowerCase(), { name, member }]));
  const input: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    const found = members.get(key.toLowerCase()) ?? (key === "Nul" ? members.get("null") : undefined);
    if (found && reading.accepts(key)) input[found.name] = read(found.member, each, key, reading);
    else reading.misfits.push({ field: key, problem: "unknown" });
  }
  return input;
}

/** The output of an operation as JSON. `time`: as integrations print times. */
export async function toJson(
  shape: NormalizedSchema,
  value: unknown,
  naming: Naming,
  time: (date: Date) => Json,
): Promise<Json> {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return time(value);
  if (shape.isBlobSchema()) return textOf(value);
  if (shape.isStructSchema()) {
    const fields: JsonObject = {};
    for (const [name, member] of shape.structIterator()) {
      const each = (value as Record<string, unknown>)[name];
      if (each !== undefined) fields[naming(name)] = await toJson(member, each, naming, time);
    }
    return fields;
  }
  if (shape.isListSchema())
    return Promise.all((value as unknown[]).map((item) => toJson(shape.getValueSchema(), item, naming, time)));
  if (shape.isMapSchema()) {
    const fields: JsonObject = {};
    for (const [key, each] of Object.entries(value))
      fields[key] = await toJson(shape.getValueSchema(), each, naming, time);
    return fields;
  }
  return value as Json;
}

/** Bytes, also those of a stream, as text. */
export async function textOf(value: unknown): Promise<string> {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of value as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
