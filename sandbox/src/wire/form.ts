import { fromBase64 } from "@smithy/core/serde";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../core/errors.ts";
import { traitsOf } from "./schema.ts";

type FormNode = string | { [key: string]: FormNode };

const LONG_BODY = 4096;

/** `A.member.1.B=x` as a tree. A key that is both a leaf and a branch keeps the branch. */
export function parseForm(body: Buffer): { [key: string]: FormNode } {
  const root: { [key: string]: FormNode } = Object.create(null);
  // Parts of a text keep the whole of it in memory: what is stored of a request with a template must not.
  const own = body.length > LONG_BODY ? (text: string) => Buffer.from(text).toString() : (text: string) => text;
  for (const [key, value] of new URLSearchParams(body.toString("utf8"))) {
    const path = key.split(".");
    const leaf = path.pop()!;
    let node = root;
    for (const step of path) {
      const next = node[step];
      node = typeof next === "object" ? next : (node[step] = Object.create(null) as { [key: string]: FormNode });
    }
    if (typeof node[leaf] !== "object") node[leaf] = own(value);
  }
  return root;
}

/** The only direction the SDK has no code for: reads a shape from the tree of an AWS query (or EC2 query) form. */
export function readForm(shape: NormalizedSchema, node: FormNode | undefined, isEc2: boolean): unknown {
  if (node === undefined) return undefined;
  if (shape.isStructSchema()) {
    if (typeof node !== "object") return {};
    const value: Record<string, unknown> = {};
    for (const [name, member] of shape.structIterator()) {
      const read = readForm(member, node[formKey(name, member, isEc2)], isEc2);
      if (read !== undefined) value[name] = read;
    }
    return value;
  }
  if (shape.isListSchema()) {
    if (typeof node !== "object") return [];
    const member = shape.getValueSchema();
    const list =
      isEc2 || traitsOf(shape).xmlFlattened ? node : (node[traitsOf(member).xmlName ?? "member"] ?? node["member"]);
    if (typeof list !== "object") return [];
    const indexes = Object.keys(list);
    const stray = indexes.find((index) => !/^\d+$/.test(index));
    if (stray !== undefined) throw malformed(`'${stray}' is no index of a list`);
    return indexes.sort((a, b) => Number(a) - Number(b)).map((index) => readForm(member, list[index], isEc2));
  }
  if (shape.isMapSchema()) {
    const entries = typeof node === "object" && !traitsOf(shape).xmlFlattened ? node["entry"] : node;
    const value: Record<string, unknown> = {};
    if (typeof entries !== "object") return value;
    const keyName = traitsOf(shape.getKeySchema()).xmlName ?? "key";
    const valueName = traitsOf(shape.getValueSchema()).xmlName ?? "value";
    for (const entry of Object.values(entries)) {
      if (typeof entry !== "object" || typeof entry[keyName] !== "string" || entry[valueName] === undefined)
        throw malformed("An entry of a map lacks its key or its value");
      value[entry[keyName]] = readForm(shape.getValueSchema(), entry[valueName], isEc2);
    }
    return value;
  }
  return typeof node === "string" ? readText(shape, node) : refuse("a structure");
}

function formKey(name: string, member: NormalizedSchema, isEc2: boolean): string {
  const { xmlName, ec2QueryName } = traitsOf(member);
  if (!isEc2) return xmlName ?? name;
  const key = ec2QueryName ?? xmlName ?? name;
  return key[0]!.toUpperCase() + key.slice(1);
}

function readText(shape: NormalizedSchema, text: string): unknown {
  if (shape.isBlobSchema()) return fromBase64(isBase64(text) ? text : refuse(text));
  if (shape.isBooleanSchema()) return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : refuse(text);
  if (shape.isNumericSchema()) return /\d/.test(text) && !Number.isNaN(Number(text)) ? Number(text) : refuse(text);
  if (shape.isBigIntegerSchema()) return /^-?\d+$/.test(text) ? BigInt(text) : refuse(text);
  if (!shape.isTimestampSchema()) return text;
  const date = /^[\d.]+$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
  return Number.isNaN(date.getTime()) ? refuse(text) : date;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[\w+/]*={0,2}$/.test(text);
}

function refuse(text: string): never {
  throw malformed(`Not of the type of this parameter: ${text}`);
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedInput", message, { status: 400 });
}
