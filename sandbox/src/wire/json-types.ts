import type { NormalizedSchema } from "@smithy/core/schema";

/**
 * What is wrong with the types of a body that was read from JSON, in the words of AWS's front ends; `undefined`: all are as the schema says.
 * The SDK's deserialiser, made for answers, hands on what it did not expect. Texts: as users have reported them of DynamoDB
 * (aws-amplify/amplify-js#13265, localstack#9412, pynamodb/PynamoDB#945), and as recorded of API Gateway.
 */
export function mistyped(shape: NormalizedSchema, value: unknown, isRest: boolean): string | undefined {
  if (value === undefined || value === null || shape.isDocumentSchema()) return undefined;
  if (shape.isStructSchema()) {
    if (!isRecord(value)) return misplaced(value) ?? "Unexpected value type in payload";
    for (const [name, member] of shape.structIterator()) {
      const found = mistyped(member, value[name], isRest);
      if (found) return found;
    }
    return undefined;
  }
  if (shape.isListSchema() || shape.isMapSchema()) {
    const isOfKind = shape.isListSchema() ? Array.isArray(value) : isRecord(value);
    if (!isOfKind) return misplaced(value) ?? `Unrecognized collection type class ${javaClass(value)}`;
    for (const inner of Object.values(value)) {
      const found = mistyped(shape.getValueSchema(), inner, isRest);
      if (found) return found;
    }
    return undefined;
  }
  const expected = EXPECTED.find(([isOf]) => isOf(shape));
  if (!expected || expected[1](value)) return undefined;
  const [, , name] = expected;
  const scalar = isRest
    ? `class ${javaClass(value)} can not be converted to an ${name}`
    : `${tokenOf(value)} cannot be converted to ${name}`;
  return misplaced(value) ?? scalar;
}

const EXPECTED: [isOf: (shape: NormalizedSchema) => boolean, fits: (value: unknown) => boolean, name: string][] = [
  [(shape) => shape.isStringSchema(), (value) => typeof value === "string" || value instanceof String, "String"],
  [(shape) => shape.isBooleanSchema(), (value) => typeof value === "boolean", "Boolean"],
  [(shape) => shape.isNumericSchema(), (value) => typeof value === "number", "Number"],
  [(shape) => shape.isBlobSchema(), (value) => value instanceof Uint8Array || isStream(value), "Blob"],
];

/** Lists and structures where neither belongs. */
function misplaced(value: unknown): string | undefined {
  if (Array.isArray(value)) return "Start of list found where not expected";
  return isRecord(value) ? "Start of structure or map found where not expected" : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof String);
}

function isStream(value: unknown): boolean {
  return isRecord(value) && Symbol.asyncIterator in value;
}

function tokenOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  return typeof value === "number" ? "NUMBER_VALUE" : "STRING_VALUE";
}

function javaClass(value: unknown): string {
  if (typeof value === "boolean") return "java.lang.Boolean";
  return typeof value === "number" ? "com.amazon.coral.value.json.numbers.TruncatingBigNumber" : "java.lang.String";
}
