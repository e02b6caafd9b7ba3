import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { invalidParameters, validation } from "./errors.ts";
import { NESTING_DEPTH } from "./limits.ts";
import { canonicalNumber, compareNumbers, significantDigits } from "./number.ts";

export type Item = Record<string, AttributeValue>;
export type ValueType = "S" | "N" | "B" | "SS" | "NS" | "BS" | "BOOL" | "NULL" | "L" | "M";

export function typeOf(value: AttributeValue): ValueType {
  for (const type in value) return type as ValueType;
  throw emptyValue();
}

/** An attribute of an item. Not `item[name]`: an attribute may be called "constructor". */
export function attribute(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

function emptyValue() {
  return validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}

/** Checks a value as AWS does and returns it in the form it is stored in; the same object where nothing changes. */
export function storable(value: AttributeValue, depth = 0): AttributeValue {
  const type = typeOf(value);
  const checked = storableOf(type, value, depth);
  let types = 0;
  for (const _ in value) types++;
  if (types > 1)
    throw validation(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  return checked;
}

function storableOf(type: ValueType, value: AttributeValue, depth: number): AttributeValue {
  if (value.S !== undefined || value.B !== undefined || value.BOOL !== undefined) return value;
  if (value.N !== undefined) {
    const canonical = canonicalNumber(value.N);
    return canonical === value.N ? value : { N: canonical };
  }
  if (value.M !== undefined) {
    checkDepth(depth);
    const map = storableItem(value.M, depth + 1);
    return map === value.M ? value : { M: map };
  }
  if (value.L !== undefined) {
    checkDepth(depth);
    const list = value.L;
    let changed = false;
    const stored = list.map((element) => {
      const checked = storable(element, depth + 1);
      changed ||= checked !== element;
      return checked;
    });
    return changed ? { L: stored } : value;
  }
  if (value.NULL !== undefined) {
    if (!value.NULL) throw invalidParameters("Null attribute value types must have the value of true");
    return value;
  }
  if (value.SS !== undefined) {
    if (!value.SS.length) throw invalidParameters("An string set  may not be empty");
    if (new Set(value.SS).size < value.SS.length)
      throw invalidParameters(`Input collection [${value.SS.join(", ")}] contains duplicates.`);
    return value;
  }
  if (value.NS !== undefined) {
    if (!value.NS.length) throw invalidParameters("An number set  may not be empty");
    const stored = value.NS.map(canonicalNumber);
    if (new Set(stored).size < stored.length) throw validation("Input collection contains duplicates");
    return { NS: stored };
  }
  if (value.BS !== undefined) {
    if (!value.BS.length) throw invalidParameters("Binary sets should not be empty");
    const texts = value.BS.map(base64);
    if (new Set(texts).size < texts.length)
      throw invalidParameters(`Input collection [${texts.join(", ")}]of type BS contains duplicates.`);
    return value;
  }
  throw validation(`Supplied AttributeValue has an unknown datatype: ${type}`);
}

function checkDepth(depth: number): void {
  if (depth >= NESTING_DEPTH) throw validation("Nesting Levels have exceeded supported limits");
}

/** `storable` for every attribute. */
export function storableItem(item: Item, depth = 0): Item {
  let copy: Item | undefined;
  for (const name in item) {
    const value = item[name]!;
    const checked = storable(value, depth);
    if (checked !== value) (copy ??= { ...item })[name] = checked;
  }
  return copy ?? item;
}

function base64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString("base64");
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as AWS counts them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) size += Buffer.byteLength(name) + valueSize(item[name]!);
  return size;
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, text) => sum + numberSize(text), 0);
  if (value.BS !== undefined) return value.BS.reduce((sum, bytes) => sum + bytes.byteLength, 0);
  // Lists and maps: 3 bytes, and 1 more for each element.
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  throw emptyValue();
}

function numberSize(text: string): number {
  return 1 + Math.ceil(significantDigits(text) / 2) + (text.startsWith("-") ? 1 : 0);
}

/** Orders text by its UTF-8 bytes under `<`, which compares UTF-16 units: moves the surrogates (U+10000 and above) behind U+E000-U+FFFF. */
export function sortableText(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

/** Bytes as text whose order under `<` is the order of the bytes. */
export function sortableBytes(bytes: Uint8Array): string {
  return asBuffer(bytes).toString("latin1");
}

/** The order of two values of one scalar type; undefined where AWS knows none. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return order(sortableText(left.S), sortableText(right.S));
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(left.B, right.B);
  return undefined;
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether two stored values are equal: sets without regard to order, numbers by value (they are canonical). */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if (left === right) return true;
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return left.N === right.N;
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL;
  if (left.NULL !== undefined) return left.NULL === right.NULL;
  if (left.B !== undefined) return right.B !== undefined && Buffer.compare(left.B, right.B) === 0;
  if (left.L !== undefined) {
    const others = right.L;
    return left.L.length === others?.length && left.L.every((element, index) => equalValues(element, others[index]!));
  }
  if (left.M !== undefined) return right.M !== undefined && equalItems(left.M, right.M);
  const members = setMembers(left);
  const others = setMembers(right);
  if (!members || !others || typeOf(left) !== typeOf(right) || members.length !== others.length) return false;
  const seen = new Set(members);
  return others.every((member) => seen.has(member));
}

function equalItems(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalValues(left[name]!, right[name]!))
  );
}

/** The members of a set as comparable text; undefined for what is no set. */
export function setMembers(value: AttributeValue): string[] | undefined {
  return value.SS ?? value.NS ?? value.BS?.map(sortableBytes);
}
