import { isKnownCall } from "../intrinsics/evaluate.ts";
import { InvalidIntrinsic, isIntrinsic, parseIntrinsic } from "../intrinsics/parse.ts";
import { isObject, type Json } from "../../../../core/json.ts";
import { isJsonPath } from "../path/json-path.ts";
import { schemaError, type Finding } from "./finding.ts";

/** Fields that end with .$ must be paths or calls of intrinsic functions. */
export function checkTemplate(value: Json, location: string): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item) => checkTemplate(item, location));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (!key.endsWith(".$")) return checkTemplate(each, `${location}${isObject(each) ? `/${key}` : ""}`);
    if (typeof each === "string" && (isJsonPath(each) || isCall(each))) return [];
    return [
      schemaError(
        `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
        location,
      ),
    ];
  });
}

function isCall(text: string): boolean {
  if (!isIntrinsic(text)) return false;
  try {
    return isKnownCall(parseIntrinsic(text));
  } catch (error) {
    if (error instanceof InvalidIntrinsic) return false;
    throw error;
  }
}

/** A field that holds a path; `null` where the language allows it. */
export function checkPath(
  value: Json | undefined,
  location: string,
  allowed: { call?: boolean; null?: boolean } = {},
): Finding[] {
  if (value === undefined || (value === null && allowed.null)) return [];
  if (typeof value === "string" && (isJsonPath(value) || (allowed.call && isCall(value)))) return [];
  return [schemaError("Value is not a valid JSONPath", location)];
}

/** A number of at least `min`, or in JSONata an expression. */
export function checkNumber(value: Json | undefined, location: string, min: number, isJsonata = false): Finding[] {
  if (value === undefined) return [];
  if (isJsonata && typeof value === "string" && /^\{%[^]*%\}$/.test(value)) return [];
  if (typeof value !== "number" || !Number.isInteger(value))
    return [schemaError("Expected value of type Integer", location)];
  return value < min ? [schemaError(`Value must be greater than or equal to ${min}`, location)] : [];
}
