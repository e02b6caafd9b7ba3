import { EvaluationFailure } from "../errors.ts";
import { isObject, type Json } from "../../../../core/json.ts";
import { isDefinite, parseSteps } from "./parse-path.ts";
import type { Step } from "./step.ts";

/** The value of a state's ResultPath: `result` put into a copy of `input`. Objects are made where there are none. */
export function putAt(input: Json, path: string, result: Json): Json {
  const steps = parseSteps(path.slice(1));
  if (steps.length === 0) return result;
  if (!isDefinite(steps)) throw new EvaluationFailure(`Invalid path '${path}'`);
  return put(input, steps, result, path, input);
}

function put(value: Json, [step, ...rest]: Step[], result: Json, path: string, input: Json): Json {
  if (step === undefined) return result;
  if (step.kind === "names") {
    const [name] = step.names;
    if (value !== null && !isObject(value)) throw notApplicable(path, input);
    const object = value ?? {};
    return { ...object, [name!]: put(object[name!] ?? {}, rest, result, path, input) };
  }
  if (step.kind !== "indexes" || !Array.isArray(value)) throw notApplicable(path, input);
  const [index] = step.indexes;
  if (value[index!] === undefined) throw notApplicable(path, input);
  return value.map((item, i) => (i === index ? put(item, rest, result, path, input) : item));
}

function notApplicable(path: string, input: Json): EvaluationFailure {
  return new EvaluationFailure(`Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`);
}
