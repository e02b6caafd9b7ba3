import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "./attribute-value.ts";
import { attribute, sortableBytes, sortableText, typeOf } from "./attribute-value.ts";
import { emptyIndexKey, emptyKey, invalidParameters, keyMismatch, validation } from "./errors.ts";
import { HASH_KEY_BYTES, SORT_KEY_BYTES } from "./limits.ts";
import { canonicalNumber, sortableNumber } from "./number.ts";

interface KeyAttribute {
  name: string;
  type: "S" | "N" | "B";
}

export interface KeySchema {
  hash: KeyAttribute;
  sort?: KeyAttribute;
}

/** A key as text whose order under `<` is DynamoDB's order. `sort` is "" in a table without a sort key. */
export interface EncodedKey {
  hash: string;
  sort: string;
}

export function keyAttributes(schema: KeySchema): KeyAttribute[] {
  return schema.sort ? [schema.hash, schema.sort] : [schema.hash];
}

export function encodeKeyValue(value: AttributeValue): string {
  if (value.S !== undefined) return sortableText(value.S);
  if (value.N !== undefined) return sortableNumber(canonicalNumber(value.N));
  if (value.B !== undefined) return sortableBytes(value.B);
  throw keyMismatch();
}

/** The `Key` of a request: exactly the attributes of the schema, of its types. */
export function encodeKey(schema: KeySchema, key: Item): EncodedKey {
  const expected = schema.sort ? 2 : 1;
  let given = 0;
  for (const _ in key) given++;
  if (given !== expected) throw keyMismatch();
  return {
    hash: encodeKeyPart(schema.hash, key, HASH_KEY_BYTES),
    sort: schema.sort ? encodeKeyPart(schema.sort, key, SORT_KEY_BYTES) : "",
  };
}

function encodeKeyPart(part: KeyAttribute, key: Item, limit: number): string {
  const value = attribute(key, part.name);
  if (value?.[part.type] === undefined) throw keyMismatch();
  checkKeyValue(part, value, limit);
  return encodeKeyValue(value);
}

/** The key within a whole item (PutItem); other words of AWS for the same mistakes. */
export function encodeItemKey(schema: KeySchema, item: Item): EncodedKey {
  return {
    hash: encodeItemKeyPart(schema.hash, item, HASH_KEY_BYTES),
    sort: schema.sort ? encodeItemKeyPart(schema.sort, item, SORT_KEY_BYTES) : "",
  };
}

function encodeItemKeyPart(part: KeyAttribute, item: Item, limit: number): string {
  const value = attribute(item, part.name);
  if (!value) throw invalidParameters(`Missing the key ${part.name} in the item`);
  if (value[part.type] === undefined)
    throw invalidParameters(`Type mismatch for key ${part.name} expected: ${part.type} actual: ${typeOf(value)}`);
  checkKeyValue(part, value, limit);
  return encodeKeyValue(value);
}

function checkKeyValue(part: KeyAttribute, value: AttributeValue, limit: number): void {
  const bytes = keyBytes(value);
  if (bytes === 0) throw emptyKey(part.type as "S" | "B", part.name);
  if (bytes > limit)
    throw invalidParameters(
      limit === HASH_KEY_BYTES
        ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
        : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
    );
}

/** Bytes of a string or binary; 1 for a number, which is never empty nor too long. */
function keyBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  return value.B !== undefined ? value.B.byteLength : 1;
}

/** What an item that is put may hold in the key attributes of an index: nothing, or a value of the right type. */
export function checkIndexKey(index: string, schema: KeySchema, item: Item): void {
  for (const part of keyAttributes(schema)) {
    const value = attribute(item, part.name);
    if (!value) continue;
    if (value[part.type] === undefined)
      throw invalidParameters(
        `Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${typeOf(value)} IndexName: ${index}`,
      );
    const bytes = keyBytes(value);
    if (bytes === 0) throw emptyIndexKey(part.type as "S" | "B", index, part.name);
    const limit = part === schema.hash ? HASH_KEY_BYTES : SORT_KEY_BYTES;
    if (bytes > limit)
      throw invalidParameters(
        limit === HASH_KEY_BYTES
          ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
          : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
      );
  }
}

/** Nested paths may not begin with a key attribute: keys are scalars. */
export function checkKeyPaths(
  table: { keys: KeySchema; indexes: Map<string, { keys: KeySchema }> },
  nested: ReadonlySet<string>,
): void {
  if (!nested.size) return;
  const refuse = (kind: string, schema: KeySchema) => {
    for (const { name } of keyAttributes(schema))
      if (nested.has(name))
        throw validation(
          `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
        );
  };
  refuse("Key", table.keys);
  for (const index of table.indexes.values()) refuse("IndexKey", index.keys);
}

/** An attribute value as the condition key dynamodb:LeadingKeys prints it. */
export function keyText(value: AttributeValue | undefined): string | undefined {
  return value?.S ?? value?.N ?? (value?.B && Buffer.from(value.B).toString("base64"));
}
