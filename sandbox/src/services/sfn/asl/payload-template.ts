import { evaluateIntrinsic } from "./intrinsics/evaluate.ts";
import { isIntrinsic } from "./intrinsics/parse.ts";
import { isObject, type Json } from "../../../core/json.ts";
import { readField } from "./path/json-path.ts";
import type { Scope } from "./scope.ts";

/** The value of Parameters, ResultSelector, ItemSelector, Assign: fields whose names end with .$ are paths or intrinsic functions. */
export function fillTemplate(template: Json, input: Json, scope: Scope): Json {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, input, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith(".$") && typeof value === "string"
        ? [key.slice(0, -2), evaluateField(value, key, input, scope)]
        : [key, fillTemplate(value, input, scope)],
    ),
  );
}

/** A path or an intrinsic function. */
function evaluateField(text: string, field: string, input: Json, scope: Scope): Json {
  return isIntrinsic(text) ? evaluateIntrinsic(text, field, input, scope) : readField(text, field, input, scope);
}
