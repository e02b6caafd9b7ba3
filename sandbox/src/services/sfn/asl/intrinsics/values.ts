import type { Json } from "../../../../core/json.ts";

/** What a function says of its arguments; the interpreter names the function and the state. */
export class IntrinsicFailure extends Error {}

export function textOf(value: Json | undefined): string {
  if (typeof value !== "string") throw new IntrinsicFailure("expected a string");
  return value;
}

export function arrayOf(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new IntrinsicFailure("expected an array");
  return value;
}

/** Numbers that are no integers are rounded: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html (2026-11) */
export function integerOf(value: Json | undefined): number {
  if (typeof value !== "number") throw new IntrinsicFailure("expected a number");
  return Math.round(value);
}

/** As Java prints values, which States.Format shows: {a=1, b=[]}. */
export function javaText(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}=${javaText(each)}`)
    .join(", ")}}`;
}
